// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/origins.hpp>
#include <bundle/stage_record.hpp>
#include <bundle/strip_rules.hpp>
#include <set>
#include <string>
#include <vector>

namespace shipit {

// Where a stage and what belongs to it lie.
struct StagePlaces {
  Path stage;

  Path stripped() const { return stage.native() + "-stripped"; }  // of stripped files, same paths
  Path debug() const { return stage.native() + "-debug"; }  // .build-id/…: what was stripped off
  Path record() const { return stage.native() + ".index"; }
  Path installed() const { return stage.native() + ".installed"; }  // kept_install.hpp
  Path mark() const { return stage.native() + ".mark"; }
};

// The last run's record, as it was written under `rules`; empty when there is none.
StageRecord written_record(const StagePlaces& places, const std::string& rules);

// Reduces it to what the disk bears out.
void believe_disk(const StagePlaces& places, StageRecord& record);

// Leaves of the folder only those files, and the folders around them. Symlinks are never followed.
void clear_but(const Path& folder, const std::set<std::string>& kept);

// `record` and the stage reduced to each other: what a run of the install rules may build on.
void clear_but(const StagePlaces& places, const StageRecord& record);

// The moment, by the file system's clock: a ctime below it is of a change before this call.
std::int64_t moment(const StagePlaces& places);

struct StageRun {
  const StageRecord& before;  // what the rules built on
  const Origins& origins;
  std::set<std::string> installed;  // paths on the host
  std::int64_t begun;               // moment() before the rules ran
};

// What the stage holds after `run`: only files that are sure to be copies of what they come from.
// What was known of one that the run left alone is known still.
StageRecord taken_down(const StagePlaces& places, const StageRun& run);

struct StripRequest {
  const StagePlaces& places;
  const std::vector<StripRule>& rules;
  std::string objcopy;  // the program that splits off debug information; empty: none is kept
};

// Strips anew what `record` doesn't hold stripped already; adds what it did to the record. The
// result are the paths in the stage that have a stripped copy, with the build ids of those whose
// debug information is kept, or nothing.
std::map<std::string, std::string> strip_stage(const StripRequest& request, StageRecord& record);

}  // namespace shipit
