// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/collect.hpp>
#include <assets/plan.hpp>

namespace shipit {

// Finds what every bundle of linked assets was made of, and what a page that loads it is to load
// beside. Lists are in the order of the bundles' own imports, what is imported before what imports
// it for sheets (a later rule wins), and after it for scripts. Fonts are .woff2 files alone, which
// every browser that knows preloading reads, and none that is for some characters only
// (unicode-range): there the browser knows better.
void relate(Collection& all, const AssetOptions& options);

}  // namespace shipit
