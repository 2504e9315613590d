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
  std::string others;   // the same, without what is refreshable(); empty: not known
  Installed installed;
  Looked stage;  // of which only a digest is written down
};

// Of all these; as Listing::digest().
std::optional<std::string> listing_of(const std::vector<Looked>& all, Listing listing);

// What the last run left, as far as it counts.
struct Past {
  std::optional<std::string> sources;  // as they are now; nullopt: no rule may be left out
  StageRecord record;
  std::vector<Looked> looked{};          // what the rules copy
  std::optional<KeptInstall> install{};  // if these were its rules and the stage is as it was
};

// `copied`: what the rules copy; nullopt when they do more. Sources and stage are walked side by
// side. `begun` as of moment().
Past past_of(const StagePlaces& places, const std::string& rules,
             const std::optional<std::vector<Path>>& copied, std::int64_t begun);

// Writes it down for the next run, when the stage is finished.
void keep_install(const StagePlaces& places, const KeptInstall& kept);

}  // namespace shipit
