// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>
#include <version/fields.hpp>

namespace shipit {

// Where a version comes from, in one line for people: "5 commits after tag v1.0.31, commit
// 0123456789ab, with edited files (from git)".
std::string summary(const Version& version);

// Lines for the file that GITHUB_OUTPUT names: "name=value", and for a value of several lines
// "name<<END", the value, "END", with an END that is no line of it (GitHub's documentation,
// Workflow commands: Multiline strings).
std::string github_output(const std::vector<VersionField>& fields);

}  // namespace shipit
