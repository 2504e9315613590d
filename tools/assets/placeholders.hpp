// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/links.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A file name that esbuild wrote with a placeholder, and the asset that it stands for.
struct WrittenName {
  std::string written;  // below the public path
  std::size_t target;   // by its number in the list of assets
};

// Where a bundle names other files, sorted. esbuild writes their URLs just as the names are,
// without any escaping; so a name that is not safe that way is replaced by its whole URL, as is one
// from a folder outside the root; of any other only the placeholder is, by a digest of the same
// length. Where an asset is asked for by its version, that follows. An Error when a placeholder
// belongs to no name in `names`.
std::vector<Splice> placeholder_splices(std::string_view bundle, const Site& site,
                                        const std::vector<WrittenName>& names,
                                        const std::vector<Asset>& assets);

}  // namespace shipit
