// SPDX-License-Identifier: Apache-2.0
#include <bundle/zstd.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("zstd: one frame with size and checksum, the same each time") {
  const Scratch scratch;
  const std::string content(100'000, 'x');
  const std::string frame = zstd_frame(content, 3);
  CHECK(frame == zstd_frame(content, 3));
  scratch.write("a.zst", frame);
  const std::string list = run({.words = {"zstd", "-lv", "a.zst"}, .folder = scratch.path()}).out;
  CHECK_THAT(list, Catch::Contains("# Zstandard Frames: 1") && Catch::Contains("(100000 B)") &&
                       Catch::Contains("Check: XXH64"));
  CHECK(run({.words = {"zstd", "-dc", "a.zst"}, .folder = scratch.path()}).out == content);
}
