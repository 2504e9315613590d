// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/install_parts.hpp>
#include <bundle/kept_stage.hpp>
#include <bundle/listing.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// What rules that only copy put into a stage: carrying them out again would change nothing as long
// as rules and sources, and the stage itself, are as they were.
struct KeptInstall {
  std::string rules;    // a digest
  std::string sources;  // a digest of the Listing of what they copy, from before they ran
  std::string others;   // the same, without what is refreshable(); empty: nothing is
  Installed installed;
  Looked stage;  // of which only a digest is written down
};

// Of all these; as Listing::digest().
std::optional<std::string> listing_of(const std::vector<Looked>& all, Listing listing);

// What the last run left, as far as it counts.
struct Past {
  StageRecord record;
  std::optional<KeptInstall> install{};  // if these were its rules and the stage is as it was
};

// `sources`: a digest of the Listing of what the rules copy; nullopt: no rule may be left out.
Past past_of(const StagePlaces& places, const std::string& rules,
             const std::optional<std::string>& sources);

// Writes it down for the next run, when the stage is finished.
void keep_install(const StagePlaces& places, const KeptInstall& kept);

}  // namespace shipit
