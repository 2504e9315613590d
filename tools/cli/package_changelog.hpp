// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deb/documents.hpp>
#include <string>
#include <vector>
#include <version/derive.hpp>

namespace shipit {

// What the Debian changelog of a package tells.
struct PackageChangelog {
  std::vector<std::string> changes{};  // what the version itself brings
  std::vector<ChangelogEntry> past{};  // the releases before it, newest first
};

// From the commits between the tags: at most a hundred changes a version, and five versions before
// it. Empty for a version that did not come from git.
PackageChangelog package_changelog(const VersionRules& rules, const Version& version);

// The version tag before that of `version`; empty where there is none, and without git.
std::string previous_tag(const VersionRules& rules, const Version& version);

}  // namespace shipit
