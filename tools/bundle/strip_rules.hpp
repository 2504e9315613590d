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

struct Stripping {
  const StripRule& rule;
  Path from;
  Path to;
  Path debug{};           // a file of split_debug(…) that `to` shall name; empty: none
  std::string objcopy{};  // the program, for that
};

// Writes what the rule makes of `from` to `to`, whole or not at all. An Error with the program's
// words when it fails, or isn't there.
void strip_file(const Stripping& stripping);

}  // namespace shipit
