// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <inspect/inspected.hpp>
#include <string>
#include <utility>
#include <vector>

namespace shipit {

// What one release brings that another doesn't, sorted. Contents are compared only when both are
// known; of bills of materials, what they name.
struct Difference {
  std::pair<std::string, std::string> version;  // before, after
  std::vector<InspectedEntry> added{};
  std::vector<InspectedEntry> removed{};
  std::vector<std::pair<InspectedEntry, InspectedEntry>> changed{};  // before, after
  std::vector<std::string> new_depends{};
  std::vector<std::string> old_depends{};
  bool knows_contents = false;
};

// An Error when one is a bill of materials and the other isn't.
Difference difference(const Inspected& before, const Inspected& after);

}  // namespace shipit
