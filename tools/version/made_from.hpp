// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <version/derive.hpp>

namespace shipit {

// What is remembered of the last time that a version was derived.
struct MadeFrom {
  std::string state{};  // what it was made from; "" when nothing is remembered
  bool dirty = false;
  VersionHints hints{};  // but for the tree
};

// A file that is missing, or is no stamp, is one that remembers nothing.
MadeFrom read_made_from(const Path& file);
void write_made_from(const Path& file, const MadeFrom& made);

}  // namespace shipit
