// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <release/release.hpp>
#include <repo/aptly.hpp>
#include <string>
#include <vector>

namespace shipit {

// Where in a repository something is to happen.
struct RepoPlace {
  Path folder;  // aptly's files; below it 'public', which is served
  std::string distribution = "stable";
  std::string component = "main";
  std::string key{};  // of GnuPG, which signs what is published
};

// A line of a repository's list.
struct RepoEntry {
  std::string distribution;
  std::string component;
  RepoPackage package;
};

// What publishing a release has changed.
struct RepoChange {
  Release release;
  std::vector<RepoPackage> added;    // none, when all were there
  std::vector<RepoPackage> removed;  // older ones
};

// Publishes the .debs of the release in the folder `release`, which has to be whole. One that is
// there already is left; an Error when it is there with other contents. `keep`: how many versions
// of each of these packages stay, the newest ones and what was added now; all without it.
RepoChange add_to_repo(const RepoPlace& place, const Path& release, std::optional<unsigned> keep);

// Removes "<package>=<version>", of all architectures, and publishes the rest.
void remove_from_repo(const RepoPlace& place, const std::string& package);

// What is in all distributions and components of the repository in `folder`.
std::vector<RepoEntry> list_repo(const Path& folder);

}  // namespace shipit
