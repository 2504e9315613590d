// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/phases.hpp>
#include <assets/plan.hpp>
#include <base/files.hpp>
#include <base/value_store.hpp>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace shipit {

struct AssetOutcome {
  Path manifest;
  std::size_t files = 0;              // published
  std::size_t written = 0;            // of these and the manifest, those that were not there yet
  std::set<Path> needs{};             // every file and folder that was read
  std::size_t esbuild_runs = 0;       // how often it was started
  std::vector<std::string> warnings;  // with file:line, esbuild's with the column too
};

// Publishes a folder of web sources: bundles the entry points, gives every other file a name that
// has a digest of its bytes, rewrites the references between them, and makes the output folder hold
// the result, compressed forms of it, and its manifest. What the last build of that output left in
// "<output>.index" is believed as far as the files are untouched: when all are, that is all.
// Nothing outside the output folder, the cache, the depfile, and what begins with the output's name
// beside it is written; of two at once on one output the second waits. With a depfile the
// manifest's time is set anew even if its bytes stay: Make and Ninja know by it that the run went
// well.
//
// `cache`: where minified files and compressed forms are kept, for other builds too; nullptr:
// nowhere.
AssetOutcome build_assets(const AssetOptions& options, ValueStore* cache = nullptr,
                          const BuildObserver& observer = {});

}  // namespace shipit
