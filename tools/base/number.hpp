// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// The decimal number that the whole text is; nullopt for anything else, a number too large for T
// among it.
template <typename T>
std::optional<T> parse_number(std::string_view text) {
  T number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// The last `digits` octal digits of a number, with zeros in front.
inline std::string octal(std::uint64_t number, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i > 0 && number != 0; --i, number /= 8)
    text[i - 1] = static_cast<char>('0' + number % 8);
  return text;
}

}  // namespace shipit
