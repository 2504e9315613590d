// SPDX-License-Identifier: Apache-2.0
#include <bundle/script_words.hpp>

namespace shipit {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Where the string ends whose first character is at `at`.
std::size_t closing_quote(std::string_view script, std::size_t at) {
  while (at < script.size() && script[at] != '"') at += script[at] == '\\' ? 2 : 1;
  return at < script.size() ? at : std::string_view::npos;
}

bool ends_word(std::string_view script, std::size_t at) {
  return at < script.size() && (script[at] == ')' || blanks.find(script[at]) != blanks.npos);
}

}  // namespace

std::optional<ScriptWords> read_script_words(std::string_view script, std::size_t at) {
  ScriptWords read;
  for (;;) {
    at = script.find_first_not_of(blanks, at);
    if (at == std::string_view::npos) return std::nullopt;
    if (script[at] == ')') break;
    const bool quoted = script[at] == '"';
    const std::size_t from = quoted ? at + 1 : at;
    const std::size_t to =
        quoted ? closing_quote(script, from) : script.find_first_of(" \t\r\n\")", from);
    if (to == std::string_view::npos) return std::nullopt;
    read.words.push_back({std::string(script.substr(from, to - from)), quoted});
    at = quoted ? to + 1 : to;
    if (!ends_word(script, at)) return std::nullopt;
  }
  read.end = at + 1;
  return read;
}

}  // namespace shipit
