// SPDX-License-Identifier: Apache-2.0
#include <bundle/xz.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

// 20 MiB that compress fast, but not to nothing.
std::string some_content() {
  std::string content;
  for (int i = 0; content.size() < (std::size_t{20} << 20); ++i)
    content += std::to_string(i * 7919 % 1000) + std::string(200, static_cast<char>('a' + i % 26));
  return content;
}

std::string compressed(const std::string& content, unsigned threads, std::size_t piece) {
  std::string result;
  XzWriter writer([&](std::string_view bytes) { result += bytes; }, threads);
  for (std::size_t at = 0; at < content.size(); at += piece)
    writer.write(std::string_view(content).substr(at, piece));
  writer.close();
  return result;
}

}  // namespace

TEST_CASE("xz: many blocks in one stream, the same bytes with any number of threads") {
  const Scratch scratch;
  const std::string content = some_content();
  const std::string one = compressed(content, 1, 1 << 20);
  CHECK(one == compressed(content, 2, 999'983));
  CHECK(one == compressed(content, 5, content.size()));
  scratch.write("a.xz", one);
  const std::string list =
      run({.words = {"xz", "--list", "--robot", "a.xz"}, .folder = scratch.path()}).out;
  CHECK_THAT(list, Catch::Contains("file\t1\t3\t"));
  CHECK(run({.words = {"xz", "-dc", "a.xz"}, .folder = scratch.path()}).out == content);
}

TEST_CASE("xz: nothing is a stream too") {
  const Scratch scratch;
  scratch.write("a.xz", xz(""));
  CHECK(run({.words = {"xz", "-t", "a.xz"}, .folder = scratch.path()}).status == 0);
}
