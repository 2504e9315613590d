// SPDX-License-Identifier: Apache-2.0
#include <base/zstd.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("zstd: one frame with size and checksum, the same each time") {
  const Scratch scratch;
  const std::string content(100'000, 'x');
  const std::string frame = zstd_frame(content, 3);
  CHECK(frame == zstd_frame(content, 3));
  CHECK(zstd_holds(frame, content));
  CHECK_FALSE(zstd_holds(frame, std::string(100'000, 'y')));
  CHECK_FALSE(zstd_holds(frame, content + "x"));
  CHECK_FALSE(zstd_holds("zs", content));
  scratch.write("a.zst", frame);
  const std::string list = run({.words = {"zstd", "-lv", "a.zst"}, .folder = scratch.path()}).out;
  CHECK_THAT(list, Catch::Contains("# Zstandard Frames: 1") && Catch::Contains("(100000 B)") &&
                       Catch::Contains("Check: XXH64"));
  CHECK(run({.words = {"zstd", "-dc", "a.zst"}, .folder = scratch.path()}).out == content);
}

TEST_CASE("zstd: one frame for all, with a window that reaches far back") {
  const Scratch scratch;
  std::string noise;
  for (std::uint64_t x = 1; noise.size() < (std::size_t{6} << 20); x = x * 6364136223846793005 + 1)
    noise += static_cast<char>(x >> 56);
  const auto stream = [&](std::size_t piece) {
    std::string out;
    ZstdStream zstd([&](std::string_view bytes) { out += bytes; }, ZstdSettings{.level = 3});
    for (int turn = 0; turn < 8; ++turn)  // further apart than level 3 alone would look
      for (std::size_t at = 0; at < noise.size(); at += piece)
        zstd.write(std::string_view(noise).substr(at, piece));
    zstd.close();
    return out;
  };
  const std::string out = stream(noise.size());
  CHECK(out == stream(100'000));
  CHECK(out.size() < noise.size() + noise.size() / 4);
  scratch.write("a.zst", out);
  CHECK_THAT(run({.words = {"zstd", "-lv", "a.zst"}, .folder = scratch.path()}).out,
             Catch::Contains("# Zstandard Frames: 1") && Catch::Contains("128 MiB"));
  CHECK(run({.words = {"sh", "-c", "zstd -dc a.zst | wc -c"}, .folder = scratch.path()}).out ==
        std::to_string(8 * noise.size()) + "\n");
}

TEST_CASE("zstd: other settings of a stream are of another kind") {
  const ZstdSettings usual{.level = 3};
  CHECK(zstd_stream_kind(usual) == zstd_stream_kind({.level = 3}));
  CHECK(zstd_stream_kind(usual) != zstd_stream_kind({.level = 4}));
  CHECK(zstd_stream_kind(usual) != zstd_stream_kind({.level = 3, .window_log = 23}));
}

TEST_CASE("zstd: a file of frames is read whole, or refused") {
  const Scratch scratch;
  const std::string content(3'000'000, 'x');
  const std::string skippable("\x50\x2a\x4d\x18\x02\0\0\0ab", 10);
  const std::string bytes = zstd_frame(content, 3) + skippable + zstd_frame("end", 3);
  const auto content_of = [&](const std::string& file) {
    scratch.write("a.zst", file);
    std::string got;
    read_zstd_file(scratch.path() / "a.zst", [&](std::string_view piece) { got += piece; });
    return got;
  };
  CHECK(content_of(bytes) == content + "end");
  CHECK(content_of("").empty());
  CHECK_THROWS_WITH(content_of(bytes.substr(0, bytes.size() - 2)),
                    Catch::Contains("a.zst': it ends early"));
  CHECK_THROWS_WITH(content_of("no zstd"), Catch::Contains("cannot uncompress"));
}
