// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/changelog.hpp>
#include <cstdint>
#include <string>
#include <vector>
#include <version/git.hpp>
#include <version/version.hpp>

namespace shipit {

// A tag, or the empty text for the first commit; and where to end.
struct Range {
  std::string since{};
  std::string until = "HEAD";
};

// The changes in a range, newest first and at most a thousand: without merges, and without the
// commits that a release itself makes. One git process.
Changelog read_changelog(const Checkout& checkout, const Range& range);

// A version and what it brought.
struct PastRelease {
  VersionNumber number;
  std::int64_t epoch = 0;  // of the tagged commit, in seconds since 1970
  Changelog changelog{};
};

struct History {
  Changelog present{};              // of the state itself
  std::vector<PastRelease> past{};  // newest first
};

// What a package of `version` has to tell: the changes since its tag or, for a state that has the
// tag itself, since the release before; and those of at most `most` releases before that. Empty
// for a version that did not come from git.
struct HistoryRequest {
  const Checkout& checkout;
  const Version& version;
  std::string tag_prefix{};
  std::size_t most = 0;
};
History read_history(const HistoryRequest& request);

// The subject of the commit that a release makes: 'Release 1.0.32'.
std::string release_subject(const VersionNumber& number);

}  // namespace shipit
