// SPDX-License-Identifier: Apache-2.0
#include <assets/check_published.hpp>
#include <cli/assets_build.hpp>
#include <cli/verbs.hpp>
#include <memory>

namespace shipit {

Action assets_check_verb(Options& options) {
  const auto plan = std::make_shared<std::string>();
  options.required("--plan", *plan, "what was published, as ShipItAssets.cmake wrote it");
  return [plan] { check_published(plan_in(*plan)); };
}

}  // namespace shipit
