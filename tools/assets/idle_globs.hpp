// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/plan.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A warning for each glob of `options` that fits none of `paths`, logical paths of sources and of
// what is published: a folder was renamed, or a letter is wrong. Budgets see to theirs themselves.
std::vector<std::string> idle_globs(const AssetOptions& options,
                                    const std::vector<std::string_view>& paths);

}  // namespace shipit
