// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/encoding.hpp>
#include <assets/kept_index.hpp>
#include <assets/known_variants.hpp>
#include <base/files.hpp>
#include <base/progress.hpp>
#include <base/value_store.hpp>
#include <vector>

namespace shipit {

// Where compressed forms go, and where they are remembered.
struct VariantPlaces {
  const Path& folder;  // the output folder as it was published last
  const Path& made;    // for those that aren't there yet, by the names that they are to have
  Path known;          // the file that tells what lies there (KnownVariants)
  KeptIndex& index;
  ValueStore* cache;    // of all builds; nullptr: none
  Progress progress{};  // in compressed forms; called from several threads
};

// An Error when a compressed form would have the name of another file.
void check_variant_names(const std::vector<Asset>& assets, const Precompression& wanted);

// Makes the compressed forms of the named assets that are for browsers, and tells of them in the
// assets. Each content is compressed once, the most work first; not at all where the right form
// lies in the output folder already, or else the cache has it. Not more than one content is held
// for each thread.
void precompress(std::vector<Asset>& assets, const Precompression& wanted,
                 const VariantPlaces& places);

// The key in the cache of what a content becomes; its value is empty where that saves too little.
std::string cache_key(const std::string& content, const Encoding& encoding);

// Whether the file is the compressed form that it is to be.
bool holds_variant(const Path& file, const Compressed& compressed);

}  // namespace shipit
