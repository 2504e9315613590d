// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/kept_stage.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace shipit {

struct StageContent {
  const StagePlaces& places;
  const StageRecord& record;
  const Origins& origins;
  const std::vector<std::string>& installed;  // paths on the host
};

// What was copied to the record's files and to no other: an edit of it is done by copying these
// anew. nullopt when it isn't known where one of the others comes from.
std::optional<std::set<std::string>> refreshable(const StageContent& content);

// Copies anew what has been edited of that, as CMake would do it, for rules that only copy. False
// when it takes CMake: for programs and libraries, whose RPATH it may change, for what was
// stripped, in folders that can't be written, and when something was changed since `begun`. The
// record goes along.
bool refresh_copies(const StagePlaces& places, StageRecord& record, std::int64_t begun);

}  // namespace shipit
