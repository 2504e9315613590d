// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/budget.hpp>
#include <assets/plan.hpp>
#include <optional>

namespace shipit {

// What is told of a good build to the next one. The manifest is in the output folder; how much each
// source has of each bundle is in "<output>.inputs.json" beside it, and the last manifest that was
// another one in "<output>.before.json".
struct LastBuild {
  Measured measured;     // empty without budgets, which alone ask for it
  std::string manifest;  // its text
};

// nullopt when there was none, or what it left can't be read.
std::optional<LastBuild> last_build(const AssetOptions& options);

// How much each source has of each bundle; nothing when that isn't known.
InputSizes last_inputs(const AssetOptions& options);

// The manifest before that, as last_build().
std::optional<Inventory> build_before(const AssetOptions& options);

// What a build leaves; `last` is what was there when it began.
struct Build {
  InputSizes inputs;
  std::optional<LastBuild> last;
};

// Writes down what isn't in the manifest, when that has been published.
void remember(const Build& build, const AssetOptions& options, const std::string& manifest);

}  // namespace shipit
