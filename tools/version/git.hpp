// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Where a checkout keeps its state (gitrepository-layout(5)).
struct Checkout {
  Path top;     // the folder that holds .git
  Path git;     // HEAD, index: of this worktree
  Path common;  // refs, packed-refs: shared by all worktrees
  // Git is to read it although it may belong to another user (safe.directory in git-config(1)).
  bool is_trusted = false;
};

// The checkout whose top is exactly `folder`; a repository further up is somebody else's. Reads
// files only: no git needed.
std::optional<Checkout> find_checkout(const Path& folder);

// A commit, and the version tag that it is described by.
struct Description {
  std::string commit;                // empty in a repository without a commit
  std::string tree;                  // what the commit holds
  std::vector<std::string> parents;  // the commits before it
  std::int64_t epoch = 0;            // commit time
  std::vector<std::string> tags;     // all tags on it, whether they are versions or not
  std::string tag;                   // the nearest version tag; empty when there is none
  unsigned distance = 0;             // commits since that
};

// What HEAD is, without its version tag. One git process. Errors name git's own words; a git that
// can't be run is an Error with a way out.
Description read_head(const Checkout& checkout);

// Fills in the nearest tag that matches one of the glob patterns and none of the excluded names.
// One git process.
void describe(const Checkout& checkout, const std::vector<std::string>& patterns,
              const std::vector<std::string>& excluded, Description& description);

// Takes apart what git describe prints for description.commit: "<tag>-<distance>-g<commit>", or the
// tag alone when it stands on the commit itself.
void read_describe(std::string text, Description& description);

// The tags in what git log's %D prints: "HEAD -> main, tag: 1.0.0, tag: v1".
std::vector<std::string> tags_of_decoration(std::string_view decoration);

// All tags of the commit that `tag` stands on.
std::vector<std::string> tags_beside(const Checkout& checkout, const std::string& tag);

// Counts, of the commits since description.tag, only those that touch one of the paths, and makes
// the last of them the commit; the tagged one when there is none.
void count_only(const Checkout& checkout, const std::vector<std::string>& paths,
                Description& description);

enum class Untracked { ignored, counted };

// The files below `paths` (none: all) that differ from the commit, as git status prints them; ""
// when none does. Never takes index.lock, is not fooled by touch.
std::string changed_files(const Checkout& checkout, const std::vector<std::string>& paths,
                          Untracked untracked);

// Whether the history ends before its beginning (git clone --depth).
bool is_shallow(const Checkout& checkout);

// Fetches what a shallow clone lacks, tags included, from where it came from.
void fetch_history(const Checkout& checkout);

}  // namespace shipit
