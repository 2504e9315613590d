// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/plan.hpp>
#include <string>
#include <vector>

namespace shipit {

// The manifest of named assets, schema 1: for every logical path the file it is served by, its
// type, size, sha256 and integrity (W3C Subresource Integrity), the logical paths it refers to, and
// the query that it is asked for with if it has one; and where there are compressed forms, their
// sizes by what their names end in: "encodings": {"br": 23012, "gz": 27110}.
// Sorted, and the same for the same assets.
std::string manifest_of(const std::vector<Asset>& assets, const AssetOptions& options);

}  // namespace shipit
