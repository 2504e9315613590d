// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <string>
#include <vector>

namespace shipit {

// Makes the source map of every asset that has one, in a list that is sorted by path, true of the
// asset as it will be: names that take the place of others may be longer or shorter. Returns a
// warning for each map that can't be understood and so stays as it is.
std::vector<std::string> move_maps(std::vector<Asset>& assets, const std::string& public_path);

// Gives every map that is kept back the name of its asset with ".map", now that this has one.
void name_kept_back(std::vector<Asset>& assets);

}  // namespace shipit
