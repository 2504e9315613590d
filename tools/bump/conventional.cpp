// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/foreign_text.hpp>
#include <base/text.hpp>
#include <bump/conventional.hpp>

namespace shipit {
namespace {

constexpr std::size_t most_of_a_subject = 200;

// The convention names feat and fix; the others are those of its common preset (Angular's).
constexpr std::array<std::string_view, 11> types{
    "feat", "fix", "perf", "revert", "docs", "style", "test", "refactor", "build", "ci", "chore"};

// Items 8 to 16 of the convention: a footer whose token is upper case.
bool says_breaking(const std::string& body) {
  for (const std::string& line : lines(body))
    if (line.starts_with("BREAKING CHANGE: ") || line.starts_with("BREAKING-CHANGE: ")) return true;
  return false;
}

// 'type(scope)!' in front of the colon; whether it is one.
bool read_head(std::string_view head, Change& change) {
  if (head.ends_with('!')) {
    change.breaking = true;
    head.remove_suffix(1);
  }
  const std::size_t bracket = head.find('(');
  if (bracket != std::string_view::npos) {
    if (!head.ends_with(')')) return false;
    change.scope = trim(head.substr(bracket + 1, head.size() - bracket - 2));
    if (change.scope.empty() || change.scope.find_first_of("()") != std::string::npos) return false;
  }
  change.type = to_lower(head.substr(0, bracket));
  return std::find(types.begin(), types.end(), change.type) != types.end();
}

}  // namespace

Change read_change(const Commit& commit) {
  const std::string subject = one_line(commit.subject, most_of_a_subject);
  Change change;
  const std::size_t colon = subject.find(": ");
  if (colon == std::string::npos || !read_head(std::string_view(subject).substr(0, colon), change))
    change = {.text = subject.empty() ? "(no subject)" : subject};
  else
    change.text = subject.substr(colon + 2);
  change.breaking = change.breaking || says_breaking(commit.body);
  change.commit = commit.id;
  return change;
}

}  // namespace shipit
