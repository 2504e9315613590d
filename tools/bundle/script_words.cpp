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

// What closes the bracket that opens at `at`: "]==]"; empty where none does.
std::string closing_bracket(std::string_view script, std::size_t at) {
  const std::size_t second = script.find_first_not_of('=', at + 1);
  if (script[at] != '[' || second >= script.size() || script[second] != '[') return "";
  return "]" + std::string(second - at - 1, '=') + "]";
}

struct Stretch {
  std::size_t from;
  std::size_t to;    // npos: it stays open
  std::size_t ends;  // with what closes it
};

Stretch word_at(std::string_view script, std::size_t at) {
  if (script[at] == '"') {
    const std::size_t quote = closing_quote(script, at + 1);
    return {at + 1, quote, quote + 1};
  }
  if (const std::string bracket = closing_bracket(script, at); !bracket.empty()) {
    const std::size_t from = at + bracket.size();
    const std::size_t to = script.find(bracket, from);
    return {from, to, to + bracket.size()};
  }
  const std::size_t to = script.find_first_of(" \t\r\n\")", at);
  return {at, to, to};
}

bool ends_word(std::string_view script, std::size_t at) {
  return at < script.size() &&
         (script[at] == ')' || blanks.find(script[at]) != std::string_view::npos);
}

}  // namespace

std::optional<ScriptWords> read_script_words(std::string_view script, std::size_t at) {
  ScriptWords read;
  for (;;) {
    at = script.find_first_not_of(blanks, at);
    if (at == std::string_view::npos) return std::nullopt;
    if (script[at] == ')') break;
    const auto [from, to, ends] = word_at(script, at);
    if (to == std::string_view::npos) return std::nullopt;
    read.words.push_back({std::string(script.substr(from, to - from)), from != at});
    at = ends;
    if (!ends_word(script, at)) return std::nullopt;
  }
  read.end = at + 1;
  return read;
}

}  // namespace shipit
