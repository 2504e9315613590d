// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <base/json.hpp>
#include <vector>

namespace shipit {

// What foreign_manifests() says of Vite's.
Json vite_manifest(const std::vector<Asset>& assets);

}  // namespace shipit
