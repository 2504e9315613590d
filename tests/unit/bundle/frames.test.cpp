// SPDX-License-Identifier: Apache-2.0
#include <bundle/frames.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("frames: the cut rule") {
  const CutRule rule{.enough = 4, .most = 10};
  CHECK(room(rule, 0, 3) == 3);
  CHECK(room(rule, 8, 5) == 2);
  CHECK(room(rule, 10, 5) == 0);
  CHECK_FALSE(ends_at_entry(rule, 3));
  CHECK(ends_at_entry(rule, 4));
}

TEST_CASE("frames: cut between entries once enough has gathered, and within a large one") {
  const Scratch scratch;
  std::string out;
  FrameWriter frames([&](std::string_view bytes) { out += bytes; }, 3, {.enough = 4, .most = 10});
  frames.write("ab");
  frames.end_frame();  // asked for
  frames.write("cd");
  frames.end_entry();  // too little
  frames.write("efgh");
  frames.end_entry();  // enough
  frames.write("0123456789012345678901234");
  frames.end_entry();
  frames.write("z");
  frames.close();

  const auto le32 = [&](std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;)
      number = number << 8 | static_cast<unsigned char>(out[at + i]);
    return number;
  };
  const std::size_t count = le32(out.size() - 9);
  CHECK(le32(out.size() - 4) == 0x8F92EAB1);
  CHECK(out[out.size() - 5] == 0);
  REQUIRE(count == 6);
  const std::size_t table = out.size() - 9 - count * 8;
  CHECK(le32(table - 8) == 0x184D2A5E);
  CHECK(le32(table - 4) == count * 8 + 9);
  std::vector<std::uint32_t> sizes;
  std::size_t compressed = 0;
  for (std::size_t i = 0; i < count; ++i) {
    compressed += le32(table + i * 8);
    sizes.push_back(le32(table + i * 8 + 4));
  }
  CHECK(sizes == std::vector<std::uint32_t>{2, 6, 10, 10, 5, 1});
  CHECK(compressed == table - 8);

  scratch.write("a.zst", out);
  CHECK(run({.words = {"zstd", "-dc", "a.zst"}, .folder = scratch.path()}).out ==
        "abcdefgh0123456789012345678901234z");
  CHECK_THAT(run({.words = {"zstd", "-lv", "a.zst"}, .folder = scratch.path()}).out,
             Catch::Contains("# Zstandard Frames: 6") && Catch::Contains("# Skippable Frames: 1"));
}

TEST_CASE("frames: a changed entry changes its own frame only") {
  const auto framed = [](const std::string& first) {
    std::vector<std::string> pieces;
    FrameWriter frames([&](std::string_view bytes) { pieces.emplace_back(bytes); }, 3,
                       {.enough = 100, .most = 200});
    for (const std::string& entry : {first, std::string(150, 'b'), std::string(120, 'c')}) {
      frames.write(entry);
      frames.end_entry();
    }
    frames.close();
    return pieces;
  };
  const std::vector<std::string> one = framed(std::string(110, 'a'));
  const std::vector<std::string> other = framed(std::string(190, 'x'));
  REQUIRE(one.size() == 4);
  REQUIRE(other.size() == 4);
  CHECK(one[0] != other[0]);
  CHECK(one[1] == other[1]);
  CHECK(one[2] == other[2]);
}
