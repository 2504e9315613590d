// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/last_build.hpp>
#include <assets/plan.hpp>
#include <string>
#include <vector>

namespace shipit {

// All there is to tell of the file with this logical or digested path, in lines for a person: where
// it came from, its name, what it refers to and who to it, and why it has changed since the
// manifest before. An Error with the nearest path when there is none.
std::vector<std::string> explain(const std::string& file, const Measured& built,
                                 const std::optional<Inventory>& before,
                                 const AssetOptions& options);

}  // namespace shipit
