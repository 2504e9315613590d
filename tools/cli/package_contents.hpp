// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/package_plan.hpp>
#include <cli/packing.hpp>
#include <cstdint>
#include <vector>

namespace shipit {

// What becomes of one run: made in a folder of its own, published when all of it is there.
struct PackageMaking {
  const PackagePlan& plan;
  const StagedTree& tree;
  const Path& folder;
  std::int64_t epoch;  // of every packaged file, in seconds since 1970
};

// The packages of the plan's formats, in their order. What the .deb depends on is noted in the
// release.
std::vector<Package> planned_packages(const PackageMaking& making, Release& release);

}  // namespace shipit
