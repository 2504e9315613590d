// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>

namespace shipit {

// Combines classic scripts in their order, as the options tell, minifies each result, and adds it
// to `made` as a bundle, with a map of the files that it came from. `stage` is the build's private
// folder. An Error for what is no classic script, and for what esbuild has against one.
void concatenate(const AssetOptions& options, const SourceTree& tree, const Path& stage,
                 EsbuildResult& made);

}  // namespace shipit
