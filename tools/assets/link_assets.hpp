// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/collect.hpp>
#include <assets/minify.hpp>
#include <assets/texts.hpp>
#include <string>
#include <vector>

namespace shipit {

// Finds what every asset refers to, and its source map. Of those that are published by themselves
// the ones that name others get their content. An Error tells of all references that lead nowhere
// and may not; warnings of those that may are returned.
std::vector<std::string> link_assets(Collection& all, const Sources& sources, const Texts& texts);

}  // namespace shipit
