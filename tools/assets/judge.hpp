// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <assets/last_build.hpp>
#include <assets/plan.hpp>
#include <string>
#include <vector>

namespace shipit {

struct Judgement {
  std::vector<std::string> warnings;
  Build build;  // to be remembered when it is published
};

// Holds what is about to be published to the budgets, and looks for what is unused. An Error when
// it must not be published.
Judgement judge(const std::string& manifest, const Bundling& bundling, const AssetOptions& options);

}  // namespace shipit
