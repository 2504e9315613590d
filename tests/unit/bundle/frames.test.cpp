// SPDX-License-Identifier: Apache-2.0
#include <bundle/frames.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("frames: the seek table is a skippable frame with both sizes of each frame") {
  const std::string table = seek_table({{0x01020304, 5}, {6, 0xfffefdfc}});
  const std::string wanted(
      "\x5e\x2a\x4d\x18"
      "\x19\0\0\0"
      "\x04\x03\x02\x01\x05\0\0\0"
      "\x06\0\0\0\xfc\xfd\xfe\xff"
      "\x02\0\0\0\0"
      "\xb1\xea\x92\x8f",
      33);
  CHECK(table == wanted);
}
