// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>

namespace shipit {

// Reads the configs that would be packaged. An Error names every place, by file and line, that
// looks like a live secret, in those of shipit_install_configs() and in all else below etc; another
// one every config that PARSE_CHECK is for and that breaks its syntax.
void check_configs(const PackagePlan& plan, const StagedTree& tree);

}  // namespace shipit
