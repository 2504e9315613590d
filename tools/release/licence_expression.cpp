// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <release/licence_expression.hpp>
#include <string>
#include <vector>

namespace shipit {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::string spaced;
  for (const char c : text)
    spaced += c == '(' || c == ')' ? std::string{' ', c, ' '} : std::string{c};
  std::vector<std::string> words = split(spaced, ' ');
  std::erase(words, "");
  return words;
}

// 'MIT', 'GPL-2.0+', 'LicenseRef-Ours', 'DocumentRef-x:LicenseRef-Ours'
bool is_name(std::string_view word) {
  if (word.ends_with('+')) word.remove_suffix(1);
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return is_alnum(c) || c == '-' || c == '.' || c == ':';
  });
}

}  // namespace

bool is_licence_expression(std::string_view text) {
  int open = 0;
  bool wants_name = true;
  bool after_with = false;
  for (const std::string& word : words_of(text)) {
    const bool joins = word == "AND" || word == "OR" || word == "WITH";
    if (word == "(" || word == ")") {
      if (wants_name != (word == "(") || after_with) return false;
      open += word == "(" ? 1 : -1;
      if (open < 0) return false;
      continue;
    }
    if (joins == wants_name || (!joins && !is_name(word))) return false;
    wants_name = joins;
    after_with = word == "WITH";
  }
  return !wants_name && open == 0;
}

}  // namespace shipit
