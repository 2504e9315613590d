// SPDX-License-Identifier: Apache-2.0
#include <base/number.hpp>

using namespace shipit;

TEST_CASE("number: it is the whole text") {
  CHECK(parse_number<unsigned>("0") == 0U);
  CHECK(parse_number<unsigned>("4294967295") == 4294967295U);
  CHECK(parse_number<std::int64_t>("-1") == -1);
  for (const char* text : {"", " 1", "1 ", "+1", "-1", "0x10", "1.5", "4294967296", "1\n"}) {
    INFO(text);
    CHECK_FALSE(parse_number<unsigned>(text));
  }
}

TEST_CASE("number: octal digits are the last ones") {
  CHECK(octal(0, 4) == "0000");
  CHECK(octal(0755, 4) == "0755");
  CHECK(octal(0104755, 4) == "4755");
  CHECK(octal(std::uint64_t{1} << 33U, 12) == "100000000000");
}
