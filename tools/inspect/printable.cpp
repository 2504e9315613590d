// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <base/text.hpp>
#include <inspect/printable.hpp>

namespace shipit {
namespace {

// How many bytes the character at the start of `text` has; 0 for what is none.
std::size_t character_size(std::string_view text) {
  for (std::size_t size = 1; size <= 4 && size <= text.size(); ++size)
    if (is_utf8(text.substr(0, size))) return size;
  return 0;
}

// C0 and C1 controls, and the bidirectional formatting characters of Unicode (UAX 9, section 2).
bool is_harmful(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (first < 0x20 || first == 0x7f) return true;
  if (first == 0xc2) return static_cast<unsigned char>(character[1]) < 0xa0;
  for (const std::string_view mark :
       {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d",
        "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"})
    if (character == mark) return true;
  return false;
}

void escape(std::string_view bytes, std::string& text) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]};
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    const std::string_view character = text.substr(0, size == 0 ? 1 : size);
    if (size == 0 || is_harmful(character))
      escape(character, result);
    else
      result += character;
    text.remove_prefix(character.size());
  }
  return result;
}

std::string readable_size(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 5> units{"B", "kB", "MB", "GB", "TB"};
  if (bytes < 1000) return std::to_string(bytes) + " B";
  std::uint64_t tenths = bytes * 10;
  std::size_t unit = 0;
  while (tenths >= 9995 && unit + 1 < units.size()) {
    tenths = (tenths + 500) / 1000;
    ++unit;
  }
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " +
         std::string(units[unit]);
}

}  // namespace shipit
