// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/memory.hpp>
#include <base/value_store.hpp>
#include <base/with_help.hpp>
#include <cli/assets_build.hpp>
#include <cli/build_stats.hpp>
#include <cli/cache_place.hpp>
#include <cli/progress_line.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

struct AssetWords {
  std::string plan;
  bool watch = false;
  bool stats = false;
};

void run_assets(const AssetWords& words) {
  if (words.plan.empty())  // CLI11 would ask the verbs within for it too
    throw Error("--plan is required", Blame::usage).help("see shipit assets --help");
  if (words.watch && words.stats)
    throw Error("--stats and --watch don't go together", Blame::usage)
        .help("leave out one of them");
  if (words.watch) return watch_assets(words.plan);
  using Stats = BuildManner::Stats;
  publish_assets(words.plan, {.stats = words.stats ? Stats::on : Stats::off});
}

AssetOutcome observed_build(const AssetOptions& options, ValueStore& cache, PhaseTimes& times) {
  ProgressLine line;
  const BuildObserver observer{.begins =
                                   [&](Phase phase) {
                                     times.begin(phase);
                                     line.begin(std::string(name_of(phase)), Counted::pieces);
                                   },
                               .progress = line.teller()};
  AssetOutcome outcome = build_assets(options, &cache, observer);
  times.end();
  return outcome;
}

}  // namespace

AssetOptions plan_in(const std::string& file) {
  return with_help("run CMake again, which writes it anew: cmake <build folder>",
                   [&] { return read_plan(read_json(file), file); });
}

AssetOutcome publish_assets(const std::string& plan, const BuildManner& manner) {
  expect_much_memory(Heaps::by_thread);
  const CachePlace place = cache_place();
  ValueStore cache(place.folder, place.bound);
  AssetOptions options = plan_in(plan);
  options.stop = manner.stop;
  PhaseTimes times;
  AssetOutcome outcome = observed_build(options, cache, times);
  const BuildStats stats{.phases = times.all(),
                         .files = outcome.files,
                         .written = outcome.written,
                         .cached = cache.hits(),
                         .esbuild_runs = outcome.esbuild_runs};
  cache.settle();
  for (const std::string& warning : outcome.warnings)
    std::cerr << "shipit assets: warning: " << warning << "\n";
  if (manner.stats == BuildManner::Stats::on) std::cerr << table_of(stats);
  if (stats.phases.size() > 1) keep_stats(stats, options);  // it did more than look
  return outcome;
}

Action assets_verb(Options& options) {
  const auto words = std::make_shared<AssetWords>();
  options.optional("--plan", words->plan, "what to publish, as ShipItAssets.cmake wrote it");
  options.flag("--stats", words->stats, "tell how long each phase took, and what came of it");
  options.flag("--watch", words->watch, "publish again on every change, until interrupted");
  options.verb({.name = "render",
                .summary = "write the URLs of a manifest for a program",
                .declare = assets_render_verb});
  options.verb({.name = "check",
                .summary = "hold what was published to its manifest",
                .declare = assets_check_verb});
  options.verb({.name = "retain",
                .summary = "keep the files of the last releases served, and remove older ones",
                .declare = assets_retain_verb});
  options.verb({.name = "report",
                .summary = "tell of unused files, doubled content and sizes, or all of one file",
                .declare = assets_report_verb});
  return [words] { run_assets(*words); };
}

}  // namespace shipit
