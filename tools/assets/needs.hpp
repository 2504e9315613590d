// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>
#include <string>
#include <vector>

namespace shipit {

// What a build depends on: everything that was read, and what esbuild reads without telling.
// Absolute, sorted, each once.
std::vector<std::string> needs_of(const AssetOptions& options, const SourceTree& tree,
                                  const EsbuildResult& made);

}  // namespace shipit
