// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <cli/build_stats.hpp>
#include <numeric>

namespace shipit {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t name_width = 10;
constexpr std::size_t seconds_width = 8;
constexpr double thousand = 1000;

milliseconds rounded(std::chrono::nanoseconds time) {
  return std::chrono::round<milliseconds>(time);
}

milliseconds total_of(const BuildStats& stats) {
  return std::accumulate(
      stats.phases.begin(), stats.phases.end(), milliseconds(0),
      [](milliseconds sum, const PhaseTime& phase) { return sum + rounded(phase.time); });
}

std::string time_line(std::string name, milliseconds time) {
  const std::string thousandths = std::to_string(1000 + time.count() % 1000).substr(1);
  const std::string seconds = std::to_string(time.count() / 1000) + "." + thousandths;
  name.resize(std::max(name.size(), name_width), ' ');
  return "  " + name + std::string(seconds_width - std::min(seconds_width, seconds.size()), ' ') +
         seconds + " s\n";
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

Path stats_file(const AssetOptions& options) { return options.output.native() + ".stats.json"; }

}  // namespace

std::string table_of(const BuildStats& stats) {
  std::string text;
  for (const PhaseTime& phase : stats.phases) text += time_line(phase.name, rounded(phase.time));
  text += time_line("all", total_of(stats));
  return text + "  " + counted(stats.files, "file", "files") + ", " +
         std::to_string(stats.written) + " written, " + std::to_string(stats.cached) +
         " from the cache, esbuild started " + counted(stats.esbuild_runs, "time", "times") + "\n";
}

Json json_of(const BuildStats& stats) {
  const auto seconds = [](milliseconds time) {
    return static_cast<double>(time.count()) / thousand;
  };
  Json phases = Json::array();
  for (const PhaseTime& phase : stats.phases)
    phases.push_back({{"name", phase.name}, {"seconds", seconds(rounded(phase.time))}});
  return {{"phases", phases},       {"seconds", seconds(total_of(stats))},
          {"files", stats.files},   {"written", stats.written},
          {"cached", stats.cached}, {"esbuildRuns", stats.esbuild_runs}};
}

BuildStats stats_of(const Json& json, std::string_view origin) {
  BuildStats stats{.files = member<std::uint64_t>(json, "files", origin),
                   .written = member<std::uint64_t>(json, "written", origin),
                   .cached = member<std::uint64_t>(json, "cached", origin),
                   .esbuild_runs = member<std::uint64_t>(json, "esbuildRuns", origin)};
  for (const Json& phase : member<std::vector<Json>>(json, "phases", origin)) {
    const auto seconds = member<double>(phase, "seconds", origin);
    if (!(seconds >= 0 && seconds < 1e6)) fail_member("seconds", origin, "is out of range");
    const std::chrono::duration<double> time(seconds);
    stats.phases.push_back(
        {member<std::string>(phase, "name", origin), std::chrono::round<milliseconds>(time)});
  }
  return stats;
}

void keep_stats(const BuildStats& stats, const AssetOptions& options) {
  write_file(stats_file(options), to_text(json_of(stats)));
}

std::optional<BuildStats> last_stats(const AssetOptions& options) {
  const Path file = stats_file(options);
  if (!std::filesystem::exists(file)) return std::nullopt;
  try {
    return stats_of(read_json(file), file.native());
  } catch (const Error&) {
    return std::nullopt;  // the next build writes it anew
  }
}

}  // namespace shipit
