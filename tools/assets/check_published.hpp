// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/plan.hpp>

namespace shipit {

// Holds the output folder to its manifest, before it is installed: build tools look at sources
// alone, and not at what was done to an output since. An Error when a file is missing, has other
// bytes, or is there besides. What the index knows to be untouched is not read; without an index
// the compressed forms are only measured.
void check_published(const AssetOptions& options);

}  // namespace shipit
