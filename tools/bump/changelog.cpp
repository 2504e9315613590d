// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <bump/changelog.hpp>

namespace shipit {
namespace {

struct Group {
  std::string_view title;
  std::string_view type;
};

constexpr std::string_view breaking_title = "Breaking changes";
constexpr std::string_view other_title = "Other";
constexpr std::array<Group, 5> groups{{{"Features", "feat"},
                                       {"Fixes", "fix"},
                                       {"Performance", "perf"},
                                       {"Reverts", "revert"},
                                       {"Documentation", "docs"}}};

std::string_view title_of(const Change& change) {
  if (change.breaking) return breaking_title;
  for (const Group& group : groups)
    if (group.type == change.type) return group.title;
  return other_title;
}

std::vector<std::string_view> titles() {
  std::vector<std::string_view> all{breaking_title};
  for (const Group& group : groups) all.push_back(group.title);
  all.push_back(other_title);
  return all;
}

std::string change_line(const Change& change) {
  return change.scope.empty() ? change.text : change.scope + ": " + change.text;
}

std::string grouped(const Changelog& changelog) {
  std::string text;
  for (const std::string_view title : titles()) {
    std::string group;
    for (const Change& change : changelog.changes)
      if (title_of(change) == title) group += "- " + change_line(change) + "\n";
    if (!group.empty()) text += (text.empty() ? "" : "\n") + std::string(title) + ":\n" + group;
  }
  return text;
}

// 'fixes #12' as 'fixes issue 12'.
std::string without_bug_numbers(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool number = text[i] == '#' && i + 1 < text.size() && is_digit(text[i + 1]);
    const bool apart = result.empty() || !is_alnum(result.back());
    if (number)
      result += apart ? "issue " : " issue ";
    else
      result += text[i];
  }
  return result;
}

}  // namespace

std::string to_text(const Changelog& changelog) {
  const bool conventional =
      std::any_of(changelog.changes.begin(), changelog.changes.end(),
                  [](const Change& change) { return !change.type.empty() || change.breaking; });
  std::string text;
  if (conventional)
    text = grouped(changelog);
  else
    for (const Change& change : changelog.changes) text += "- " + change_line(change) + "\n";
  return changelog.more ? text + "- and earlier changes\n" : text;
}

Json to_json(const Changelog& changelog) {
  Json changes = Json::array();
  for (const Change& change : changelog.changes)
    changes.push_back({{"type", change.type},
                       {"scope", change.scope},
                       {"breaking", change.breaking},
                       {"text", change.text},
                       {"commit", change.commit}});
  return {{"since", changelog.since}, {"changes", changes}, {"more", changelog.more}};
}

std::vector<std::string> debian_changes(const Changelog& changelog, std::size_t most) {
  std::vector<Change> changes = changelog.changes;
  std::stable_partition(changes.begin(), changes.end(),
                        [](const Change& change) { return change.breaking; });
  std::vector<std::string> result;
  for (const Change& change : changes) {
    if (result.size() == most) break;
    result.push_back(
        without_bug_numbers((change.breaking ? "Breaking: " : "") + change_line(change)));
  }
  const std::size_t rest = changes.size() - result.size();
  if (changelog.more)
    result.emplace_back("Earlier changes are not listed.");
  else if (rest > 0)
    result.push_back(std::to_string(rest) + " further change" + (rest == 1 ? "." : "s."));
  return result;
}

}  // namespace shipit
