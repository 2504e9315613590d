// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// One file that CMake would strip when it installs with --strip.
struct StripRule {
  std::vector<std::string> command;  // program and options, without the file
  std::string path;                  // on the host: '/usr/bin/hello'

  bool operator==(const StripRule&) const = default;
};

// What a cmake_install.cmake strips, from its text as CMake generates it, with `prefix` for
// CMAKE_INSTALL_PREFIX. Only install(TARGETS) strips.
std::vector<StripRule> read_strip_rules(std::string_view script, const std::string& prefix);

// Writes what `rule` makes of `from` to `to`, whole or not at all. An Error with the program's
// words when it fails, or isn't there.
void strip_file(const StripRule& rule, const Path& from, const Path& to);

}  // namespace shipit
