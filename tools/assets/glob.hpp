// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Whether a logical path fits a glob: '?' is one byte and '*' any number of them, but no '/'; "**/"
// is any number of folders, and "**" at the end all that is below. A glob without '/' is held
// against the name of the file alone, so "*.min.js" is one anywhere.
bool fits(std::string_view path, std::string_view glob);

// What the user chose for the files that fit a glob.
template <typename Choice>
struct GlobRule {
  Choice choice;
  std::string glob;
};

// The last of the rules that `path` fits; nullptr when there is none.
template <typename Choice>
const GlobRule<Choice>* rule_for(const std::vector<GlobRule<Choice>>& rules,
                                 std::string_view path) {
  const auto found = std::find_if(rules.rbegin(), rules.rend(), [&](const GlobRule<Choice>& rule) {
    return fits(path, rule.glob);
  });
  return found == rules.rend() ? nullptr : &*found;
}

}  // namespace shipit
