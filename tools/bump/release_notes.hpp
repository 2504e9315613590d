// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/plan.hpp>
#include <optional>
#include <string>

namespace shipit {

enum class Notes { as_configured, built_in };  // git-cliff where there is a cliff.toml, or never

// The message of the plan's tag: 'Release 1.0.32' and what has changed.
std::string release_notes(const BumpPlan& plan, Notes notes);

// What git-cliff says of the commits since the last tag, when `top` has a cliff.toml; `words` are
// further arguments. nullopt: it has none. An Error when git-cliff is missing or fails.
std::optional<std::string> ask_git_cliff(const Path& top, const std::vector<std::string>& words);

}  // namespace shipit
