// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <string>
#include <vector>

namespace shipit {

// The manifest of named assets, schema 1: for every logical path the file it is served by, its
// type, size, sha256 and integrity (W3C Subresource Integrity), and the logical paths it refers to.
// Sorted, and the same for the same assets.
std::string manifest_of(const std::vector<Asset>& assets, const std::string& public_path);

}  // namespace shipit
