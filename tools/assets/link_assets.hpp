// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/collect.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>
#include <assets/texts.hpp>
#include <string>
#include <vector>

namespace shipit {

// Finds what every asset refers to, and its source map. What `texts` has of those that are
// published by themselves becomes their content. An Error tells of all references that lead nowhere
// and may not; warnings of those that may are returned.
std::vector<std::string> link_assets(Collection& all, const AssetOptions& options,
                                     const SourceTree& tree, Texts& texts);

}  // namespace shipit
