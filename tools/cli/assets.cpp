// SPDX-License-Identifier: Apache-2.0
#include <assets/pipeline.hpp>
#include <base/value_store.hpp>
#include <cli/cache_place.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

void publish_assets(const std::string& plan) {
  const CachePlace place = cache_place();
  ValueStore cache(place.folder, place.bound);
  const AssetOutcome outcome = build_assets(read_plan(read_json(plan), plan), &cache);
  cache.settle();
  for (const std::string& warning : outcome.warnings)
    std::cerr << "shipit assets: warning: " << warning << "\n";
}

}  // namespace

Action assets_verb(Options& options) {
  const auto plan = std::make_shared<std::string>();
  options.required("--plan", *plan, "what to publish, as ShipItAssets.cmake wrote it");
  return [plan] { publish_assets(*plan); };
}

}  // namespace shipit
