// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/named_output.hpp>
#include <future>
#include <scratch.hpp>

using namespace shipit;

namespace {

void put(const Path& path, std::string_view content) {
  NamedOutput output(path);
  output.write(content);
  output.commit();
}

std::string refusal(const Path& path) {
  try {
    put(path, "x");
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

mode_t mode_of(const Path& path) {
  struct stat status {};
  REQUIRE(lstat(path.c_str(), &status) == 0);
  return status.st_mode;
}

}  // namespace

TEST_CASE("named output: a file appears whole, and keeps its mode") {
  const Scratch scratch;
  {
    NamedOutput unfinished(scratch / "new");
    unfinished.write("half");
  }
  CHECK(!std::filesystem::exists(scratch / "new"));
  put(scratch / "new", "whole");
  CHECK(read_file(scratch / "new") == "whole");
  REQUIRE(chmod((scratch / "new").c_str(), 0600) == 0);
  put(scratch / "new", "again");
  CHECK(read_file(scratch / "new") == "again");
  CHECK((mode_of(scratch / "new") & 07777) == 0600);
}

TEST_CASE("named output: links stay, and lead to what is written") {
  const Scratch scratch;
  make_folders(scratch / "there");
  write_file(scratch / "there/old", "old");
  std::filesystem::create_symlink("there/old", scratch / "link");
  std::filesystem::create_symlink("there/new", scratch / "dangling");
  std::filesystem::create_symlink("loop", scratch / "loop");
  put(scratch / "link", "a");
  put(scratch / "dangling", "b");
  CHECK(S_ISLNK(mode_of(scratch / "link")));
  CHECK(S_ISLNK(mode_of(scratch / "dangling")));
  CHECK(read_file(scratch / "there/old") == "a");
  CHECK(read_file(scratch / "there/new") == "b");
  CHECK(refusal(scratch / "loop").find("Too many levels of symbolic links") != std::string::npos);
}

TEST_CASE("named output: what is no file is written into, and stays what it is") {
  const Scratch scratch;
  const Path fifo = scratch / "fifo";
  REQUIRE(mkfifo(fifo.c_str(), 0644) == 0);
  auto reader = std::async(std::launch::async, [&] { return read_file(fifo); });
  put(fifo, "through");
  CHECK(reader.get() == "through");
  CHECK(S_ISFIFO(mode_of(fifo)));
  std::filesystem::create_symlink("/dev/full", scratch / "full");
  CHECK(refusal(scratch / "full").find("full': No space left on device") != std::string::npos);
}

TEST_CASE("named output: folders are neither made nor replaced") {
  const Scratch scratch;
  CHECK(refusal(scratch / "gone/file").find("/gone/file': there is no folder '") !=
        std::string::npos);
  CHECK(!std::filesystem::exists(scratch / "gone"));
  make_folders(scratch / "folder");
  CHECK(refusal(scratch / "folder").find("/folder': Is a directory") != std::string::npos);
}
