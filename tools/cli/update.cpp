// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <version/update.hpp>

namespace shipit {
namespace {

struct UpdateOptions {
  std::string plan;
  bool configuring = false;
  std::vector<std::string> outputs;
};

void update(const UpdateOptions& options) {
  const VersionPlan plan = read_version_plan(options.plan);
  for (const std::string& warning :
       update_version(plan, options.configuring ? During::configure : During::build))
    std::cerr << "shipit-version: warning: " << warning << "\n";
  const auto is_there = [](const std::string& path) { return std::filesystem::exists(path); };
  if (!std::all_of(options.outputs.begin(), options.outputs.end(), is_there))
    touch(json_file(plan));
}

}  // namespace

Action update_verb(Options& options) {
  const auto given = std::make_shared<UpdateOptions>();
  options.required("--plan", given->plan, "what to ask, as ShipItVersion.cmake wrote it");
  options.flag("--configuring", given->configuring, "CMake is running, and takes any number");
  options.list("--output", given->outputs,
               "files made from the version: a missing one makes the build render all anew");
  return [given] { update(*given); };
}

}  // namespace shipit
