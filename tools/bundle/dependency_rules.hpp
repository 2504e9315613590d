// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// What install(RUNTIME_DEPENDENCY_SET) rules start from, and what they leave to the host.
struct DependencyRules {
  std::vector<Path> files{};            // programs and libraries as they were built, sorted
  std::vector<std::string> promised{};  // regular expressions of library names
};

// Of the texts of a build folder's install scripts, as CMake generates them.
DependencyRules read_dependency_rules(const std::vector<std::string>& scripts);

// Where those rules put what they found, with `prefix` for CMAKE_INSTALL_PREFIX: '/usr/lib/hello'.
std::vector<std::string> dependency_folders(const std::vector<std::string>& scripts,
                                            const std::string& prefix);

}  // namespace shipit
