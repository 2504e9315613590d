// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// One thing that an install() rule copies.
struct InstallCopy {
  Path from;       // absolute
  std::string to;  // where it will be on the host: '/usr/bin/hello'; of a folder, its contents
  bool folder = false;
};

struct InstallRule {
  std::string where;  // for messages: 'install(FILES) in src/CMakeLists.txt:12'
  std::vector<InstallCopy> copies;
};

struct InstallContext {
  Path source;         // the project's top folder: messages name files relative to it
  std::string prefix;  // what CMAKE_INSTALL_PREFIX will be
};

// The rules that a cmake_install.cmake will carry out, from its text as CMake generates it (quoted
// paths, without escapes). Knows the file that a rule stands in, but not the line.
std::vector<InstallRule> read_install_script(std::string_view script,
                                             const InstallContext& context);

// The scripts that `script` includes: those of the project's other folders.
std::vector<Path> included_scripts(std::string_view script);

// The texts of a build folder's install scripts, in the order in which they run.
std::vector<std::string> install_scripts(const Path& build);

// What `rule` copies to `path` on the host; nullopt when it leaves `path` alone.
std::optional<Path> source_for(const InstallRule& rule, const std::string& path);

// For messages, to follow "one is ": "'config/hello.conf', from install(FILES) in …".
std::string origin_of(const InstallRule& rule, const Path& from, const InstallContext& context);

}  // namespace shipit
