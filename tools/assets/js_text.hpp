// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <cstddef>
#include <string_view>

// The characters of scripts, as ECMA-262 names them. Each function looks at the bytes of `text`
// from `at` on; bytes that are not UTF-8 are parts of words.

namespace shipit {

// The bytes of the white space, or of the line's end, that begins at `at`; 0 when none does.
std::size_t js_blank(std::string_view text, std::size_t at);
std::size_t js_newline(std::string_view text, std::size_t at);

// Whether words have this ASCII character, which is most of what scripts are made of.
constexpr bool is_js_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || c == '#';
}

// Where the line that holds `at` ends, before its line terminator.
std::size_t js_line_end(std::string_view text, std::size_t at);

// Where the word or the number that begins at `at` ends; a word of no bytes is none.
std::size_t js_word_end(std::string_view text, std::size_t at);
std::size_t js_number_end(std::string_view text, std::size_t at);

struct JsLiteral {
  std::size_t end;
  bool is_closed;  // else its line ends before it does
};

// The string literal, or the regular expression, that begins at `at`.
JsLiteral js_string(std::string_view text, std::size_t at);
JsLiteral js_regex(std::string_view text, std::size_t at);

// What a string literal, or a template without substitutions, in [begin, end) says.
Reference js_string_value(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace shipit
