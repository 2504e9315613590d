// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/package_plan.hpp>
#include <string>

namespace shipit {

// A text that changes whenever anything may have changed that packages are made of, beside the plan
// and what it stages: the checkout and its tags, files that the plan names, the system's libraries,
// the environment. It costs a stat for each tracked file; no git process, but where only that can
// tell (version/state.hpp), or a version is given that has no time. `config`: the build type, or
// empty.
std::string package_state(const PackagePlan& plan, const std::string& config);

}  // namespace shipit
