// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/value_store.hpp>
#include <cli/assets_build.hpp>
#include <cli/cache_place.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

struct AssetWords {
  std::string plan;
  bool watch = false;
};

void run_assets(const AssetWords& words) {
  if (words.plan.empty())  // CLI11 would ask the verbs within for it too
    throw Error("--plan is required", Blame::usage).help("see shipit assets --help");
  words.watch ? watch_assets(words.plan) : static_cast<void>(publish_assets(words.plan));
}

}  // namespace

AssetOutcome publish_assets(const std::string& plan) {
  const CachePlace place = cache_place();
  ValueStore cache(place.folder, place.bound);
  AssetOutcome outcome = build_assets(read_plan(read_json(plan), plan), &cache);
  cache.settle();
  for (const std::string& warning : outcome.warnings)
    std::cerr << "shipit assets: warning: " << warning << "\n";
  return outcome;
}

Action assets_verb(Options& options) {
  const auto words = std::make_shared<AssetWords>();
  options.optional("--plan", words->plan, "what to publish, as ShipItAssets.cmake wrote it");
  options.flag("--watch", words->watch, "publish again on every change, until interrupted");
  options.verb({.name = "render",
                .summary = "write the URLs of a manifest for a program",
                .declare = assets_render_verb});
  options.verb({.name = "retain",
                .summary = "keep the files of the last releases served, and remove older ones",
                .declare = assets_retain_verb});
  options.verb({.name = "report",
                .summary = "tell of unused files, doubled content and sizes, or all of one file",
                .declare = assets_report_verb});
  return [words] { run_assets(*words); };
}

}  // namespace shipit
