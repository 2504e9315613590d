// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/inventory.hpp>
#include <assets/plan.hpp>
#include <string>
#include <vector>

namespace shipit {

// The logical paths that no page, entry point, combined script, nor file that keeps its name leads
// to, sorted. Those that keep their names are asked for by themselves.
std::vector<std::string> unused_in(const Inventory& inventory, const AssetOptions& options);

// A warning for each glob of the options that has unused files to tell of. An Error that tells of
// all that must not be unused.
std::vector<std::string> check_unused(const Inventory& inventory, const AssetOptions& options);

}  // namespace shipit
