// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/kept_index.hpp>
#include <assets/shelf.hpp>
#include <base/files.hpp>
#include <base/walk.hpp>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
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

// What may be in an output folder, by paths in it that live elsewhere.
struct PublishedNames {
  std::unordered_set<std::string_view> files;
  std::unordered_set<std::string_view> folders;
};

// What can be done before the manifests are known.
struct Preparation {
  // Of an output folder that is there no more, or empty: all that will be in it.
  std::optional<Shelves> shelves;
  // Of any other: what is in it, and what is to be.
  std::vector<Found> before;
  PublishedNames names;
  std::deque<std::string> variants;  // the names of the compressed forms
};

// What an output folder has; nothing when it isn't there.
std::vector<Found> there_in(const Path& folder);

// Changes nothing in the output folder. `there`: what it has.
Preparation prepare(const std::vector<Asset>& assets, const PublishPlaces& places,
                    std::vector<Found> there);

// Makes the folder hold the named assets for browsers, their compressed forms and the manifests,
// and nothing else: first the files, then the manifests, and only then what is no longer named
// goes. A file that holds its bytes already is left alone; one that the index says to
// hold them is not even opened. Where prepare() has written all, the folder comes as a whole.
// Returns how many files were written.
std::size_t publish(const std::vector<Asset>& assets, const Manifests& manifests,
                    const PublishPlaces& places, Preparation prepared);

// Makes `folder` hold the assets that are kept back and nothing else; without any it goes.
void publish_kept_back(const std::vector<Asset>& assets, const Path& folder, KeptIndex& index);

}  // namespace shipit
