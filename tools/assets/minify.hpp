// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>
#include <assets/texts.hpp>
#include <base/value_store.hpp>

namespace shipit {

// What every job of a build has in common; it writes to `folder`.
EsbuildJob job_for(const AssetOptions& options, const SourceTree& tree, const Path& folder);

// What a build has read.
struct Sources {
  const AssetOptions& options;
  const SourceTree& tree;
  KeptIndex& index;
};

// Where a build makes what it publishes.
struct Workshop {
  const Path& stage;  // its private folder
  ValueStore* cache;  // nullptr: nothing is kept for other builds
};

// Minifies the scripts and sheets that are in no bundle of `made`, if the rules of the options and
// the mode say so, and adds what comes of it; only what is not in the cache is given to esbuild.
// Templates, and files that are not UTF-8, stay as they are. An Error for what esbuild has against
// them.
void minify_loose(const Sources& sources, const Workshop& workshop, EsbuildResult& made);

}  // namespace shipit
