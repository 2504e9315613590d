// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>
#include <version/git.hpp>

namespace shipit {

// Where a checkout stands before a release.
struct Standing {
  Checkout checkout;
  std::string branch;  // 'main'
  std::string head;    // the commit's id
};

// The folder of the checkout that `folder` lies in. An Error when it lies in none.
Path top_of_checkout(const Path& folder);

// Reads it, and refuses what cannot be released from: no commit yet, an operation in progress (a
// merge, rebase, cherry-pick, revert, bisect), a detached HEAD, a shallow clone, a branch that
// none of the `branches` patterns (fnmatch(3)) allows, edited files. Changes nothing, takes no
// lock.
Standing read_standing(const Path& top, const std::vector<std::string>& branches);

// Refuses, naming them, when tracked files differ from the commit; `when` says since when.
void refuse_edited_files(const Checkout& checkout, const std::string& when);

}  // namespace shipit
