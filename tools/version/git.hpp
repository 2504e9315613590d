// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Where a checkout keeps its state (gitrepository-layout(5)).
struct Checkout {
  Path top;     // the folder that holds .git
  Path git;     // HEAD, index: of this worktree
  Path common;  // refs, packed-refs: shared by all worktrees
};

// The checkout whose top is exactly `folder`; a repository further up is somebody else's. Reads
// files only: no git needed.
std::optional<Checkout> find_checkout(const Path& folder);

struct Description {
  std::string tag;                // empty when no tag matches
  std::vector<std::string> tags;  // all tags of the tagged commit, whether they match or not
  unsigned distance = 0;          // commits since the tag
  std::string commit;             // empty in a repository without a commit
  std::int64_t epoch = 0;         // commit time
};

// Takes apart what git describe prints for description.commit: "<tag>-<distance>-g<commit>", or the
// tag alone when it stands on the commit itself.
void read_describe(std::string text, Description& description);

// The nearest tag that matches one of the glob patterns and none of the excluded names. One git
// process, one more when the tag is some commits away, and one when names are excluded. Errors name
// git's own words; a git that can't be run is an Error with a way out.
Description describe(const Checkout& checkout, const std::vector<std::string>& patterns,
                     const std::vector<std::string>& excluded);

// Whether tracked files differ from the commit. Never takes index.lock, is not fooled by touch.
bool is_dirty(const Checkout& checkout);

}  // namespace shipit
