// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>
#include <memory>
#include <version/update.hpp>

namespace shipit {

Action update_verb(Options& options) {
  const auto plan = std::make_shared<std::string>();
  options.required("--plan", *plan, "what to keep up to date, as ShipItVersion.cmake wrote it");
  return [plan] { update_version(read_version_plan(*plan)); };
}

}  // namespace shipit
