// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <version/derive.hpp>

namespace shipit {

// What a version was made from, as far as it can be seen without git.
struct VersionState {
  std::string text;  // changes whenever the version may have changed
  std::string tags;  // the part of it that tells of tags
  // For VersionHints: the tree that tracked files are as in.
  std::optional<std::string> unchanged_tree{};
  bool sees_edits = true;  // false: files may have been edited without the text telling
  // What in the file system tells that the text may have changed: a build tool that watches these
  // need not look itself. nullopt: only looking tells.
  std::optional<std::set<Path>> places = std::set<Path>{};
};

// The present state. It costs a few stats and small reads; and a stat for each tracked file that
// counts, unless there are more of them than the rules allow. With Dirty::all it costs one git
// process, and so it does where `watched` has no limit and only git can read the index.
VersionState look_at(const VersionRules& rules);

}  // namespace shipit
