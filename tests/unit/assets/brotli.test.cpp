// SPDX-License-Identifier: Apache-2.0
#include <assets/brotli.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

namespace {

std::string squares_of(std::size_t size) {
  std::string text;
  for (int i = 0; text.size() < size; ++i) text += std::to_string(i * i) + " ";
  text.resize(size);
  return text;
}

// What a decoder must have memory for, as the power of two that the stream begins with (RFC 7932,
// section 9.1).
int window_of(const std::string& stream) {
  const unsigned first = static_cast<unsigned char>(stream.at(0));
  if ((first & 1) == 0) return 16;
  if ((first & 0x0e) != 0) return 17 + static_cast<int>((first >> 1) & 7);
  const int more = static_cast<int>((first >> 4) & 7);
  return more == 0 ? 17 : 8 + more;
}

}  // namespace

TEST_CASE("brotli's window is no larger than the content wants", "[assets]") {
  Brotli brotli;
  for (const int quality : {5, 9, 11}) {
    CAPTURE(quality);
    int last = 0;
    for (const int bits : {10, 12, 14, 16, 18, 20}) {
      const int window = window_of(brotli.compress(squares_of(std::size_t{1} << bits), quality));
      CHECK(window >= bits);
      CHECK(window <= bits + 2);
      CHECK(window > last);
      last = window;
    }
  }
}

TEST_CASE("brotli's memory, used again, changes no byte", "[assets]") {
  Brotli used;
  for (const std::size_t size : {100'000U, 10U, 0U, 5'000U, 100'000U}) {
    Brotli fresh;
    CHECK(used.compress(squares_of(size), 9) == fresh.compress(squares_of(size), 9));
  }
}
