// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <configs/placeholder.hpp>
#include <string>

namespace shipit {
namespace {

bool has(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

// Something fills it in later: a shell, configparser, CMake, Ansible, cmd.exe, a person.
bool is_variable(std::string_view value) {
  if (has(value, "${") || has(value, "%(") || has(value, "{{") || has(value, "$(")) return true;
  const bool upper = std::all_of(value.begin() + 1, value.end(), [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '_';
  });
  if (value.front() == '$' && upper) return true;
  constexpr std::array<std::string_view, 5> brackets{"{}", "[]", "%%", "@@", "__"};
  return value.size() > 2 &&
         std::any_of(brackets.begin(), brackets.end(), [&](std::string_view pair) {
           return value.front() == pair[0] && value.back() == pair[1];
         });
}

// What manuals write: 'password' alone, DB_PASSWORD, 'your-token-here'.
bool is_sample(std::string_view value) {
  const std::string lower = to_lower(value);
  constexpr std::array<std::string_view, 9> whole{"password", "passwd", "pass", "pwd",  "pw",
                                                  "secret",   "token",  "todo", "dummy"};
  if (std::find(whole.begin(), whole.end(), lower) != whole.end()) return true;
  constexpr std::array<std::string_view, 7> within{"example",   "placeholder", "redacted", "your",
                                                   "change_me", "change-me",   "changeme"};
  if (std::any_of(within.begin(), within.end(),
                  [&](std::string_view word) { return has(lower, word); }))
    return true;
  const bool name = std::all_of(value.begin(), value.end(),
                                [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
  return name && (has(value, "PASS") || has(value, "SECRET") || has(value, "TOKEN"));
}

}  // namespace

bool is_placeholder(std::string_view value) {
  if (std::none_of(value.begin(), value.end(), is_alnum)) return true;
  const auto same = [&](char c) { return c == value.front(); };
  return std::all_of(value.begin(), value.end(), same) || has(to_lower(value), "xxxx") ||
         is_variable(value) || is_sample(value);
}

}  // namespace shipit
