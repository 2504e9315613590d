// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/listing.hpp>
#include <bundle/origins.hpp>
#include <bundle/stage_request.hpp>
#include <bundle/strip_rules.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// All that decides what a stage will hold, as it is now.
struct StageInputs {
  std::shared_ptr<const Origins> origins;
  std::vector<StripRule> strips;
  std::string rules;           // a digest of all that decides what the rules make of the same files
  std::int64_t begun;          // as of moment(): before anything was looked at
  std::vector<Looked> looked;  // what the rules copy; empty where they do more
  // A digest of the Listing of that; nullopt: the rules do more, or something was changed just now.
  std::optional<std::string> sources;
};

// An Error when the build folder isn't one.
StageInputs stage_inputs(const StageRequest& request);

}  // namespace shipit
