// SPDX-License-Identifier: Apache-2.0
#include <base/beside_hash.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("beside hash: the same digest as that of all the bytes at once") {
  std::string all;
  BesideHash beside;
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string piece(i * 700'000, static_cast<char>('a' + i));
    beside.add(piece);
    all += piece;
  }
  CHECK(beside.finish() == hash(HashKind::sha256, all));
  CHECK(BesideHash().finish() == hash(HashKind::sha256, ""));
}

TEST_CASE("beside hash: one that nobody asks ends") {
  BesideHash beside;
  for (int i = 0; i < 5; ++i) beside.add(std::string(3'000'000, 'x'));
}
