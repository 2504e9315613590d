// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/plan.hpp>
#include <string>
#include <vector>

namespace shipit {

// The manifest of named assets, as packaging/schema/assets-1.schema.json describes it. Sorted, and
// the same for the same assets.
std::string manifest_of(const std::vector<Asset>& assets, const AssetOptions& options);

}  // namespace shipit
