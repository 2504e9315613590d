// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/kept_index.hpp>
#include <assets/shelf.hpp>
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

// Where to publish, and where the compressed forms are that aren't there yet (see precompress()).
struct PublishPlaces {
  const Path& folder;
  const Shelf& variants;
  KeptIndex& index;
};

// Makes the folder hold the named assets for browsers, their compressed forms and the manifests,
// and nothing else: first the files, then the manifests, and only then what is no longer named
// goes. A file that holds its bytes already is left alone; one that the index says to
// hold them is not even opened. A folder that isn't there yet, or is empty, comes as a whole: all
// is written where the compressed forms are, and that takes its place. Returns how many files were
// written.
std::size_t publish(const std::vector<Asset>& assets, const Manifests& manifests,
                    const PublishPlaces& places);

// Makes `folder` hold the assets that are kept back and nothing else; without any it goes.
void publish_kept_back(const std::vector<Asset>& assets, const Path& folder, KeptIndex& index);

}  // namespace shipit
