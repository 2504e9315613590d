// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/package_contents.hpp>

namespace shipit {

// Adds the plan's .debs to `planned`, and the packages with their programs' debug information; and
// what the .debs depend on to `release`.
void add_debs(const PackageMaking& making, Release& release, PlannedPackages& planned);

}  // namespace shipit
