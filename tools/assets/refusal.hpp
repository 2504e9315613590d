// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild_log.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>
#include <base/error.hpp>
#include <vector>

namespace shipit {

// What a diagnostic says, with the file as the user knows it: "web/app.js:2:8: Unexpected ";"".
std::string told(const Diagnostic& diagnostic, const SourceTree& tree, const AssetOptions& options);

// The Error that tells of everything that esbuild has against the sources: references that lead
// nowhere in ShipIt's words, with the nearest name that does exist, the rest in esbuild's.
Error refusal(const std::vector<Diagnostic>& errors, const SourceTree& tree,
              const AssetOptions& options);

}  // namespace shipit
