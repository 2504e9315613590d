// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/files.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

struct stat status_of(const Path& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status;
}

std::size_t entries_in(const Path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

}  // namespace

TEST_CASE("files: what is written can be read, with its folders made") {
  const Scratch scratch;
  const std::string content("a\0b\n", 4);
  CHECK(write_file(scratch / "x/y/z", content) == Written::changed);
  CHECK(read_file(scratch / "x/y/z") == content);
  CHECK((status_of(scratch / "x/y/z").st_mode & 07777) == 0644);
  CHECK(entries_in(scratch / "x/y") == 1);
}

TEST_CASE("files: an unchanged file is left alone, time and inode") {
  const Scratch scratch;
  scratch.write("a", "same");
  const struct stat before = status_of(scratch / "a");
  CHECK(write_file(scratch / "a", "same") == Written::unchanged);
  const struct stat after = status_of(scratch / "a");
  CHECK(before.st_ino == after.st_ino);
  CHECK(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
  CHECK(write_file(scratch / "a", "else") == Written::changed);
}

TEST_CASE("files: modes do not depend on the umask") {
  const Scratch scratch;
  const mode_t before = umask(077);
  write_file(scratch / "d/file", "x");
  write_file(scratch / "d/tool", "x", 0755);
  umask(before);
  CHECK((status_of(scratch / "d").st_mode & 07777) == 0755);
  CHECK((status_of(scratch / "d/file").st_mode & 07777) == 0644);
  CHECK((status_of(scratch / "d/tool").st_mode & 07777) == 0755);
}

TEST_CASE("files: an atomic file that is not committed leaves nothing behind") {
  const Scratch scratch;
  scratch.write("a", "old");
  {
    AtomicFile file(scratch / "a");
    file.write("half of the n");
  }
  CHECK(read_file(scratch / "a") == "old");
  CHECK(entries_in(scratch.path()) == 1);
}

TEST_CASE("files: failures name the path and the reason") {
  const Scratch scratch;
  scratch.write("file", "x");
  CHECK(refusal([&] { read_file(scratch / "gone"); }).find("gone': No such file") !=
        std::string::npos);
  CHECK(refusal([&] { write_file(scratch / "file/below", "x"); }).find("file'") !=
        std::string::npos);
}

TEST_CASE("files: paths are shown as the reader would write them") {
  CHECK(shown("/a/b/c.css", "/a/b") == "c.css");
  CHECK(shown("/a/x/c.css", "/a/b") == "/a/x/c.css");
}
