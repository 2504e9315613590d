// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <base/files.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// What the manifest is called in the folder it describes.
inline constexpr const char* manifest_name = "manifest.json";

// ShipIt's own manifest, and others that are published beside it, by their names.
struct Manifests {
  std::string own;
  std::map<std::string, std::string> others;
};

// Makes `folder` hold the named assets for browsers. What is there besides stays, but for what is
// in the way. A file that holds its bytes already is left alone. Returns how many files were
// written.
std::size_t publish_files(const std::vector<Asset>& assets, const Path& folder);

// Writes the manifests of what publish_files() and precompress() put into `folder`, and only then
// removes what else is there. Returns how many files were written.
std::size_t publish_manifests(const std::vector<Asset>& assets, const Manifests& manifests,
                              const Path& folder);

// Makes `folder` hold the assets that are kept back and nothing else; without any it goes.
void publish_kept_back(const std::vector<Asset>& assets, const Path& folder);

}  // namespace shipit
