// SPDX-License-Identifier: Apache-2.0
#include <assets/pipeline.hpp>
#include <base/error.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

void publish_assets(const std::string& plan) {
  if (plan.empty())  // CLI11 would ask the verbs within for it too
    throw Error("--plan is required", Blame::usage).help("see shipit assets --help");
  const AssetOutcome outcome = build_assets(read_plan(read_json(plan), plan));
  for (const std::string& warning : outcome.warnings)
    std::cerr << "shipit assets: warning: " << warning << "\n";
}

}  // namespace

Action assets_verb(Options& options) {
  const auto plan = std::make_shared<std::string>();
  options.optional("--plan", *plan, "what to publish, as ShipItAssets.cmake wrote it");
  options.verb({.name = "render",
                .summary = "write the URLs of a manifest for a program",
                .declare = assets_render_verb});
  options.verb({.name = "retain",
                .summary = "keep the files of the last releases served, and remove older ones",
                .declare = assets_retain_verb});
  return [plan] { publish_assets(*plan); };
}

}  // namespace shipit
