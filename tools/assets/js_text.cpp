// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/js_text.hpp>
#include <base/text.hpp>

// The sections named below are those of ECMA-262, 2024.

namespace shipit {
namespace {

char at_or_zero(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

bool is_one_of(std::string_view text, std::size_t at, std::string_view bytes) {
  return text.substr(at).starts_with(bytes);
}

// The first bytes of U+2028 and U+2029, and of others.
constexpr char newline_lead = '\xe2';

// U+2000 to U+200A.
bool is_wide_blank(std::string_view text, std::size_t at) {
  return is_one_of(text, at, "\xe2\x80") && at + 2 < text.size() &&
         static_cast<unsigned char>(text[at + 2]) <= 0x8a;
}

// The value of the hexadecimal digits in [begin, end); more than any code point when there are
// none.
unsigned long hex_number(std::string_view text, std::size_t begin, std::size_t end) {
  unsigned long value = begin < end && end <= text.size() ? 0 : 0x110000;
  for (std::size_t i = begin; i < std::min(end, text.size()); ++i) {
    if (hex_value(text[i]) < 0 || value > 0x10ffff) return 0x110000;
    value = value * 16 + static_cast<unsigned long>(hex_value(text[i]));
  }
  return value;
}

struct Escape {
  std::string bytes;
  std::size_t end;
};

struct CodePoint {
  unsigned long value;
  std::size_t end;
};

std::size_t hex_end(std::string_view text, std::size_t at) {
  while (at < text.size() && hex_value(text[at]) >= 0) ++at;
  return at;
}

// The `count` digits at `at`. An escape that is broken ends before them: no quote is taken along.
CodePoint hex_digits(std::string_view text, std::size_t at, std::size_t count) {
  return hex_end(text, at) < at + count ? CodePoint{0x110000, at}
                                        : CodePoint{hex_number(text, at, at + count), at + count};
}

// Stands after "\u".
CodePoint unicode_escape(std::string_view text, std::size_t at) {
  if (at_or_zero(text, at) != '{') return hex_digits(text, at, 4);
  const std::size_t end = hex_end(text, at + 1);
  return at_or_zero(text, end) == '}' ? CodePoint{hex_number(text, at + 1, end), end + 1}
                                      : CodePoint{0x110000, at};
}

Escape unicode_character(std::string_view text, std::size_t at) {
  CodePoint first = unicode_escape(text, at);
  if (first.value >= 0xd800 && first.value < 0xdc00 && is_one_of(text, first.end, "\\u")) {
    const CodePoint second = unicode_escape(text, first.end + 2);
    if (second.value >= 0xdc00 && second.value < 0xe000)
      first = {0x10000 + ((first.value - 0xd800) << 10) + (second.value - 0xdc00), second.end};
  }
  return {utf8(first.value), first.end};
}

// Section 12.9.4; `at` is where the backslash stands.
Escape escape(std::string_view text, std::size_t at) {
  constexpr std::string_view letters = "bfnrtv";
  constexpr std::string_view meanings = "\b\f\n\r\t\v";
  const char c = at_or_zero(text, at + 1);
  if (const std::size_t newline = js_newline(text, at + 1)) return {"", at + 1 + newline};
  if (c == 'u') return unicode_character(text, at + 2);
  if (c == 'x') {
    const CodePoint point = hex_digits(text, at + 2, 2);
    return {utf8(point.value), point.end};
  }
  if (c >= '0' && c <= '7') {
    unsigned long value = 0;
    std::size_t i = at + 1;
    for (; i < at + 4 && at_or_zero(text, i) >= '0' && at_or_zero(text, i) <= '7'; ++i) {
      if (value * 8 > 0377) break;
      value = value * 8 + static_cast<unsigned long>(text[i] - '0');
    }
    return {value == 0 ? std::string(1, '\0') : utf8(value), i};
  }
  const std::size_t letter = letters.find(c);
  return {std::string(1, letter == std::string_view::npos ? c : meanings[letter]),
          std::min(at + 2, text.size())};
}

}  // namespace

// Sections 12.2 and 12.3: the byte order mark is white space too.
std::size_t js_blank(std::string_view text, std::size_t at) {
  const char c = at_or_zero(text, at);
  if (c == ' ' || c == '\t' || c == '\v' || c == '\f') return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  if (is_one_of(text, at, "\xc2\xa0")) return 2;
  if (is_wide_blank(text, at)) return 3;
  for (const std::string_view wide :
       {"\xe1\x9a\x80", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf"})
    if (is_one_of(text, at, wide)) return 3;
  return 0;
}

std::size_t js_newline(std::string_view text, std::size_t at) {
  const char c = at_or_zero(text, at);
  if (c == '\n') return 1;
  if (c == '\r') return at_or_zero(text, at + 1) == '\n' ? 2 : 1;
  if (c != newline_lead) return 0;
  return is_one_of(text, at, "\xe2\x80\xa8") || is_one_of(text, at, "\xe2\x80\xa9") ? 3 : 0;
}

std::size_t js_line_end(std::string_view text, std::size_t at) {
  while (at < text.size() && ((text[at] >= ' ' && text[at] <= '~') || js_newline(text, at) == 0))
    ++at;
  return at;
}

std::size_t js_word_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == '\\') {
      const std::size_t end = std::min(at + 2, text.size());
      const std::size_t close = hex_end(text, at + 3);
      at = is_one_of(text, at, "\\u{") && at_or_zero(text, close) == '}' ? close + 1 : end;
    } else if (is_js_word_byte(text[at]) ||
               (static_cast<unsigned char>(text[at]) >= 0x80 && js_blank(text, at) == 0 &&
                js_newline(text, at) == 0)) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// Section 12.9.3; a number takes the letters that follow, for none may.
std::size_t js_number_end(std::string_view text, std::size_t at) {
  const bool radix = text[at] == '0' && is_alnum(at_or_zero(text, at + 1)) &&
                     !is_digit(text[at + 1]) && to_lower(text.substr(at + 1, 1)) != "e";
  bool point = radix;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool exponent = !radix && (c == 'e' || c == 'E');
    if (exponent && (at_or_zero(text, at + 1) == '+' || at_or_zero(text, at + 1) == '-')) {
      point = true;
      ++at;
    } else if (c == '.' && !point) {
      point = true;
    } else if (!is_alnum(c) && c != '_') {
      break;
    }
  }
  return at;
}

JsLiteral js_string(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') {
    if (text[at] == quote) return {at + 1, true};
    if (text[at] != '\\') {
      ++at;
      continue;
    }
    const std::size_t newline = js_newline(text, at + 1);
    at = std::min(at + 1 + (newline == 0 ? 1 : newline), text.size());
  }
  return {at, false};
}

// Section 12.9.5.
JsLiteral js_regex(std::string_view text, std::size_t at) {
  bool in_class = false;
  for (++at; at < text.size() && js_newline(text, at) == 0; ++at) {
    if (text[at] == '\\') {
      if (js_newline(text, ++at) != 0) return {at, false};
    } else if (text[at] == '[') {
      in_class = true;
    } else if (text[at] == ']') {
      in_class = false;
    } else if (text[at] == '/' && !in_class) {
      return {js_word_end(text, at + 1), true};
    }
  }
  return {std::min(at, text.size()), false};
}

Reference js_string_value(std::string_view text, std::size_t begin, std::size_t end) {
  Reference result;
  const auto add = [&](std::string_view bytes, std::size_t offset) {
    result.value += bytes;
    result.at.insert(result.at.end(), bytes.size(), offset);
  };
  for (std::size_t at = begin + 1; at < end - 1;) {
    if (text[at] != '\\') {
      add(text.substr(at, 1), at);
      ++at;
      continue;
    }
    const Escape meant = escape(text, at);
    add(meant.bytes, at);
    at = meant.end;
  }
  result.at.push_back(end - 1);
  return result;
}

}  // namespace shipit
