// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>
#include <release/release.hpp>
#include <vector>

namespace shipit {

// Holds that what RUNTIME_DEPENDENCIES names finds all its libraries in the package, but for those
// that every host has. An Error names those that don't, and what they miss.
void check_bundled(const PackagePlan& plan, const StagedTree& tree);

// The libraries in the folder that RUNTIME_DEPENDENCIES fills, without digests.
std::vector<BundledLibrary> bundled_libraries(const PackagePlan& plan, const StagedTree& tree);

}  // namespace shipit
