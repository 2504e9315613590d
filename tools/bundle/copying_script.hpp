// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// What a cmake_install.cmake does that only copies the files and folders that it names by their
// paths, and sets RPATHs in the copies: these sources, its text and what is in the stage decide
// that.
struct CopyingScript {
  // The plans of assets that it copies, and holds to what was published before.
  std::vector<std::string> asset_plans{};
};

// Known by lines of the forms in which CMake and ShipIt generate it. nullopt for one with any other
// line, as an install(CODE) brings it.
std::optional<CopyingScript> copying_script(std::string_view script);

}  // namespace shipit
