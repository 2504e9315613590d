// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <bump/conventional.hpp>
#include <string>
#include <vector>

namespace shipit {

// What has changed since a release, newest first.
struct Changelog {
  std::string since{};  // the tag; empty: since the first commit
  std::vector<Change> changes{};
  bool more = false;  // there are older ones, too many to read
};

// '- text' lines. Where at least one commit follows Conventional Commits they stand in groups
// ('Breaking changes:', 'Features:', 'Fixes:' … 'Other:'), else as they are. Empty without changes.
std::string to_text(const Changelog& changelog);

Json to_json(const Changelog& changelog);

// One line a change for a Debian changelog: breaking ones first, at most `most` and a last line
// that counts the rest. '#12' becomes 'issue 12': there it would be a bug of Debian's.
std::vector<std::string> debian_changes(const Changelog& changelog, std::size_t most);

}  // namespace shipit
