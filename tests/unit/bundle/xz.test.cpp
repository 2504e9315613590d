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

}  // namespace

TEST_CASE("xz: many blocks in one stream") {
  const Scratch scratch;
  const std::string content = some_content();
  std::string stream_bytes;
  XzStream stream([&](std::string_view bytes) { stream_bytes += bytes; });
  constexpr std::size_t piece = std::size_t{7} << 20;
  for (std::size_t at = 0; at < content.size(); at += piece) {
    const std::string block = xz_block(std::string_view(content).substr(at, piece));
    CHECK(block == xz_block(std::string_view(content).substr(at, piece)));
    stream.add(block);
  }
  stream.close();
  scratch.write("a.xz", stream_bytes);
  const std::string list =
      run({.words = {"xz", "--list", "--robot", "a.xz"}, .folder = scratch.path()}).out;
  CHECK_THAT(list, Catch::Contains("file\t1\t3\t"));
  CHECK(run({.words = {"xz", "-dc", "a.xz"}, .folder = scratch.path()}).out == content);
}

TEST_CASE("xz: what is no whole block is not taken for one") {
  const std::string block = xz_block("some content");
  XzStream stream([](std::string_view) {});
  CHECK_THAT(refusal([&] { stream.add(std::string_view(block).substr(0, block.size() - 4)); }),
             Catch::Contains("cannot compress with xz: error"));
  CHECK_THAT(refusal([&] { stream.add("\x01no block at all"); }),
             Catch::Contains("cannot compress with xz: error"));
}

TEST_CASE("xz: nothing is a stream too") {
  const Scratch scratch;
  scratch.write("a.xz", xz(""));
  CHECK(run({.words = {"xz", "-t", "a.xz"}, .folder = scratch.path()}).status == 0);
}
