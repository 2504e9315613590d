// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/kept_index.hpp>
#include <assets/shelf.hpp>
#include <base/files.hpp>
#include <cstddef>
#include <map>
#include <optional>
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

// A new file of an output folder that comes as a whole.
struct Shelved {
  std::string output;  // where it will be
  Stamp stamp;
  std::string identity;
};
using Shelves = std::vector<std::vector<Shelved>>;

// Writes the named assets for browsers to where the compressed forms are, by the names that they
// are to have. Nothing when the folder is there already and not empty.
std::optional<Shelves> fill_shelves(const std::vector<Asset>& assets, const PublishPlaces& places);

// Makes the folder hold the named assets for browsers, their compressed forms and the manifests,
// and nothing else: first the files, then the manifests, and only then what is no longer named
// goes. A file that holds its bytes already is left alone; one that the index says to
// hold them is not even opened. Where fill_shelves() has written all, the folder comes as a whole.
// Returns how many files were written.
std::size_t publish(const std::vector<Asset>& assets, const Manifests& manifests,
                    const PublishPlaces& places, std::optional<Shelves> shelves);

// Makes `folder` hold the assets that are kept back and nothing else; without any it goes.
void publish_kept_back(const std::vector<Asset>& assets, const Path& folder, KeptIndex& index);

}  // namespace shipit
