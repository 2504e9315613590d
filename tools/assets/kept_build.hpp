// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/kept_index.hpp>
#include <assets/pipeline.hpp>
#include <assets/scan.hpp>
#include <set>

namespace shipit {

// What the last build came to, if it would come to the same now and all that it made is untouched.
// Nothing is read for that but the manifest; and nothing is written but the depfile.
std::optional<AssetOutcome> still_there(KeptIndex& index, const AssetOptions& options);

// What a build did.
struct BuildDone {
  const AssetOptions& options;
  const SourceTree& tree;
  const EsbuildResult& made;
  const Path& stage;
  const AssetOutcome& outcome;
  const std::string& manifest;  // its text
};

// What must stay for a build not to be done again; nothing when that can't be told.
std::optional<KeptBuild> kept_build_of(const KeptIndex& index, const BuildDone& done);

}  // namespace shipit
