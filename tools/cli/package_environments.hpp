// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cli/package_plan.hpp>
#include <string>

namespace shipit {

// Adds what shipit_add_environment() wrote down to a plan whose configs are known. An Error when
// environments are declared and one that has configs is not, or when one is to get a package of a
// format that is not made.
void read_environments(const Json& records, const std::string& origin, PackagePlan& plan);

// The environment without its configs: as it is declared, else with what is usual.
Environment place_of(const PackagePlan& plan, const std::string& name);

}  // namespace shipit
