// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <version/version.hpp>

namespace shipit {

// What a .git_archival.txt tells: a version, or why there is none.
struct Archival {
  std::optional<Version> version;
  std::string lack;       // for a person, without naming the file
  bool is_filled = true;  // by git archive
};

// Reads the text of a .git_archival.txt that `git archive` has filled in: setuptools_scm's keys
// node, node-date, describe-name and ref-names, and commit-epoch, which wins over node-date.
Archival read_archival(const std::string& text, const std::string& tag_prefix);

}  // namespace shipit
