// SPDX-License-Identifier: Apache-2.0
#include <base/foreign_text.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD
constexpr std::string_view ellipsis = "\xe2\x80\xa6";     // U+2026

// The well-formed UTF-8 character at the start of `text`; empty when there is none.
std::string_view first_character(std::string_view text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length)
    if (is_utf8(text.substr(0, length))) return text.substr(0, length);
  return {};
}

bool is_blank(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  const bool c1 = lead == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0;
  return lead <= 0x20 || lead == 0x7f || c1;
}

// Zero-width, direction-changing and line-separating characters (Unicode 15, General Punctuation).
bool is_deceptive(std::string_view character) {
  if (character == "\xef\xbb\xbf" || character == "\xd8\x9c") return true;  // U+FEFF, U+061C
  if (character.size() != 3 || character[0] != '\xe2') return false;
  const auto second = static_cast<unsigned char>(character[1]);
  const auto third = static_cast<unsigned char>(character[2]);
  return (second == 0x80 &&
          ((third >= 0x8b && third <= 0x8f) || (third >= 0xa8 && third <= 0xae))) ||
         (second == 0x81 && third >= 0xa0 && third <= 0xaf);
}

std::string indent_of(std::string_view line) {
  const std::size_t end = line.find_first_not_of(' ');
  return end == std::string_view::npos ? "" : std::string(line.substr(0, end));
}

}  // namespace

std::string one_line(std::string_view text, std::size_t most) {
  std::string line;
  std::size_t count = 0;
  bool gap = false;
  while (!text.empty()) {
    const std::string_view found = first_character(text);
    const std::string_view character = found.empty() || is_deceptive(found) ? replacement : found;
    text.remove_prefix(found.empty() ? 1 : found.size());
    if (is_blank(character)) {
      gap = !line.empty();
      continue;
    }
    if (count + (gap ? 2 : 1) > most) return line + std::string(ellipsis);
    count += gap ? 2 : 1;
    if (gap) line += ' ';
    gap = false;
    line += character;
  }
  return line;
}

std::string safe_lines(std::string_view text, std::size_t most_in_a_line) {
  std::string result;
  for (const std::string& line : lines(text)) {
    const std::string safe = one_line(line, most_in_a_line);
    const bool armour = safe.starts_with("-----BEGIN");
    result += safe.empty() ? "\n" : (armour ? " " : indent_of(line)) + safe + "\n";
  }
  return result;
}

}  // namespace shipit
