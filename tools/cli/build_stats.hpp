// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/plan.hpp>
#include <base/json.hpp>
#include <cli/phase_times.hpp>
#include <optional>

namespace shipit {

// How long a build took, and what came of it.
struct BuildStats {
  std::vector<PhaseTime> phases{};
  std::uint64_t files = 0;         // published
  std::uint64_t written = 0;       // of these, and of what lies beside them
  std::uint64_t cached = 0;        // taken from the cache of all builds
  std::uint64_t esbuild_runs = 0;  // how often esbuild was started
};

// A line for each phase, '  compress     1.234 s', one for all, and what came of it.
std::string table_of(const BuildStats& stats);

// {"phases": [{"name": "look", "seconds": 0.012}, …], "seconds": …, "files": …, "written": …,
// "cached": …, "esbuildRuns": …}; seconds are rounded to thousandths.
Json json_of(const BuildStats& stats);
BuildStats stats_of(const Json& json, std::string_view origin);

// Keeps them for `shipit assets report`, in "<output>.stats.json" beside the output folder.
void keep_stats(const BuildStats& stats, const AssetOptions& options);

// Of the last build that had something to do; nothing when that isn't known.
std::optional<BuildStats> last_stats(const AssetOptions& options);

}  // namespace shipit
