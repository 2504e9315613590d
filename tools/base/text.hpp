// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// The pieces of `text` between `separator`s; an empty text is one empty piece.
std::vector<std::string> split(std::string_view text, char separator);

// What `text` begins with, up to the first `end`, which goes with it; all of it where there is
// none.
std::string_view cut_off(std::string_view& text, char end);

// The lines of `text` without their ends; a last line without '\n' counts, an empty one does not.
std::vector<std::string> lines(std::string_view text);

// `text` without white space at both ends.
std::string_view trim(std::string_view text);

std::string join(std::span<const std::string> pieces, std::string_view separator);

std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

// ASCII only, whatever the locale.
std::string to_lower(std::string_view text);
bool is_digit(char c);
bool is_alnum(char c);

// The value of a hexadecimal digit; -1 for any other byte.
int hex_value(char c);

// A name for messages: 'name', with bytes that would break a line or a terminal written as \xNN.
std::string quote(std::string_view name);

// The candidate nearest to `word` by edit distance, when near enough to be what was meant.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

// The line (from 1) on which the byte at `offset` of `text` stands.
std::size_t line_of(std::string_view text, std::size_t offset);

// `text` has only well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

// A code point in UTF-8; U+FFFD for 0 and for what is none.
std::string utf8(unsigned long point);

}  // namespace shipit
