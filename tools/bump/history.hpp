// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/changelog.hpp>
#include <string>
#include <version/git.hpp>
#include <version/version.hpp>

namespace shipit {

// The changes between the tag `since` (empty: the first commit) and HEAD, newest first and at most
// a thousand: without merges, and without the commits that a release itself makes. One git process.
Changelog read_changelog(const Checkout& checkout, const std::string& since);

// The changes that a package of `version` brings: those since its tag, or, for a state that has
// the tag itself, since the release before. No changes for a version that did not come from git.
Changelog changelog_of(const Checkout& checkout, const Version& version,
                       const std::string& tag_prefix);

// The subject of the commit that a release makes: 'Release 1.0.32'.
std::string release_subject(const VersionNumber& number);

}  // namespace shipit
