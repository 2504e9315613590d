// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>
#include <version/git.hpp>

namespace shipit {

// Which tracked files of a checkout to look at.
struct WorktreeScope {
  std::vector<std::string> paths{};  // files and folders below the top; none means all
  std::size_t limit = std::numeric_limits<std::size_t>::max();  // look at no more than these
};

// What a look at the files' states tells, no content read and no git asked.
struct Worktree {
  std::string state;  // changes whenever the files may have changed
  // The id of the tree that all files surely have the content of; nullopt: only git can tell.
  std::optional<std::string> tree{};
  // What of the file system was looked at: the files, or where they would be, and their folders.
  std::set<Path> places{};
  std::size_t count = 0;  // of files
};

// Compares each tracked file's state with the one that git's index remembers, as git itself does
// before it reads a file. nullopt: there are more files than the limit (or an index so large that
// reading it costs as much), or the index is of a kind that only git understands.
std::optional<Worktree> look_at_worktree(const Checkout& checkout, const WorktreeScope& scope);

}  // namespace shipit
