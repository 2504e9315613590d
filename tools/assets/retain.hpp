// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace shipit {

// links: hard links where the file system has them, else copies.
enum class Sharing { links, copies };
enum class Rehearsal { no, yes };

struct RetainOptions {
  std::vector<Path> releases;  // folders with a manifest, the oldest first: the last one is current
  Path into{};                 // the folder that is served; empty: the only release is
  std::size_t keep = 3;        // how many releases with different files stay, the current one too
  Sharing sharing = Sharing::links;
  Rehearsal rehearsal = Rehearsal::no;  // yes: nothing is changed
};

// Paths below the served folder, sorted.
struct RetainOutcome {
  std::vector<std::string> added;
  std::vector<std::string> removed;
};

// What the releases that are kept are written down in, in the served folder.
inline constexpr const char* journal_name = ".shipit-retained.json";

// Unites the digested files of the last releases in the served folder, and removes files with
// digested names that none of them has. Which are the last ones is known from the order of the
// calls, never from a time. Files without a digest are never touched. First everything is looked at
// (an Error, and nothing is changed, when a file is missing or has other bytes than its manifest
// says), then files are added, then the journal is written, and only then files go: whoever is
// killed on the way leaves all that was served before. Two calls at once wait for one another.
RetainOutcome retain(const RetainOptions& options);

}  // namespace shipit
