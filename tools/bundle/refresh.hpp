// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/kept_stage.hpp>
#include <set>
#include <string>

namespace shipit {

// What the record's files were copied from.
std::set<std::string> sources_of(const StageRecord& record);

// Copies anew what has been edited of that, as CMake would do it, for rules that only copy. False
// when it takes CMake: for programs and libraries, whose RPATH it may change, for what was
// stripped, and when something was changed since `begun`. The record goes along.
bool refresh_copies(const StagePlaces& places, StageRecord& record, std::int64_t begun);

}  // namespace shipit
