// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/changelog.hpp>
#include <bump/next.hpp>
#include <bump/remote.hpp>
#include <bump/settings.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// A file that the release rewrites.
struct PlannedFile {
  std::string path;     // from the top of the checkout
  std::string mode;     // git's: 100644 or 100755
  std::string content;  // the new one
  std::string from;     // the version that it states, and will state
  std::string to;
};

// All that a release is going to do, settled before anything is done.
struct BumpPlan {
  ReleaseSettings settings;
  Standing standing;
  Remote remote;
  Seen seen;                          // what the remote held when it was asked
  std::optional<VersionNumber> from;  // nullopt: the first release
  VersionNumber to;
  std::string tag;
  std::vector<PlannedFile> files;  // none: the tag goes on HEAD, without a commit
  Changelog changelog;
  std::string tag_message;
  bool sign_tag = false;
  bool sign_commit = false;
};

// Whether the branch is pushed beside the tag: there is a new commit, or the remote lacks HEAD.
bool pushes_branch(const BumpPlan& plan);

// For people: what changes, what is pushed where, and what has changed since the last release.
std::string to_text(const BumpPlan& plan);

// For machines. The members are listed in docs/manual/releases.md; passwords in URLs are left out.
Json to_json(const BumpPlan& plan);

}  // namespace shipit
