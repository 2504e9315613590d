// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/package_contents.hpp>

namespace shipit {

// Adds the plan's .debs to `planned`, and the packages with their programs' debug information.
void add_debs(const PackageMaking& making, const Release& release, PlannedPackages& planned);

}  // namespace shipit
