// SPDX-License-Identifier: Apache-2.0
#include <base/checksum.hpp>
#include <base/hash.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

// The values are those of xxhsum 0.8.1.
TEST_CASE("checksum: XXH3 of one text after the other") {
  CHECK(to_hex(checksum("", "")) == "99aa06d3014798d86001c324468d497f");
  CHECK(to_hex(checksum("ab", "c")) == "06b05ab6733a618578af5f94892f3950");
  CHECK(checksum("a", "bc") == checksum("ab", "c"));
  CHECK(checksum("a", "bd") != checksum("ab", "c"));
}

TEST_CASE("checksum: XXH64") { CHECK(xxh64("abc") == 0x44bc2cf5ad770999); }
