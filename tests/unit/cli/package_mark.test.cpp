// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <cli/package_mark.hpp>
#include <scratch.hpp>
#include <tick.hpp>

using namespace shipit;

namespace {

// A release of two files, and its mark.
struct Marked {
  Scratch scratch;
  Path file = scratch / "packaged.mark";
  Path output = scratch / "dist";
  std::vector<std::string> names{"hello-1.0.0.tar.zst", "SHA256SUMS"};

  Marked() {
    for (const std::string& name : names) scratch.write("dist/" + name, name);
    keep_release(file, {.inputs = "a digest", .names = names}, output);
    pass_a_tick();
  }

  std::optional<std::vector<std::string>> kept(const std::string& inputs = "a digest") const {
    return kept_release(file, inputs, output);
  }
};

}  // namespace

TEST_CASE("package mark: the release is known while inputs and files stay") {
  const Marked marked;
  CHECK(marked.kept() == marked.names);
  CHECK(marked.kept("another digest") == std::nullopt);
}

TEST_CASE("package mark: whatever is done to the folder of the release counts") {
  const Marked marked;
  const Path archive = marked.output / marked.names.front();
  SECTION("a file written") { write_file(archive, "hello-1.0.0.tar.xyz"); }
  SECTION("a file written under the same size and times") {
    const auto before = std::filesystem::last_write_time(archive);
    write_file(archive, "hello-1.0.0.tar.xyz");
    std::filesystem::last_write_time(archive, before);
  }
  SECTION("a file removed") { std::filesystem::remove(archive); }
  SECTION("a file added") { marked.scratch.write("dist/other.deploy.json", "{}"); }
  SECTION("a file renamed") { std::filesystem::rename(archive, marked.output / "other"); }
  SECTION("another mode") { chmod(archive.c_str(), 0600); }
  SECTION("the folder removed") { std::filesystem::remove_all(marked.output); }
  CHECK(marked.kept() == std::nullopt);
}

TEST_CASE("package mark: one that isn't there, or isn't whole, counts for nothing") {
  const Marked marked;
  SECTION("removed") { std::filesystem::remove(marked.file); }
  SECTION("damaged") {
    std::string text = read_file(marked.file);
    text[text.find("a digest")] = 'b';
    write_file(marked.file, text);
    CHECK(marked.kept("b digest") == std::nullopt);
  }
  SECTION("cut short") { write_file(marked.file, read_file(marked.file).substr(0, 40)); }
  CHECK(marked.kept() == std::nullopt);
}
