// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// A packaging of the same inputs is left out where the last one's release still lies there.
struct PackageMark {
  std::string inputs;              // a digest of all that the release was made from
  std::vector<std::string> names;  // of the release's files
};

// The names of the last release's files, if it was made from the same inputs and `output` holds
// what it held then, by names and stamps.
std::optional<std::vector<std::string>> kept_release(const Path& file, const std::string& inputs,
                                                     const Path& output);

// Writes the mark of a release that has just been published in `output`.
void keep_release(const Path& file, const PackageMark& mark, const Path& output);

}  // namespace shipit
