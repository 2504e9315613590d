// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

enum class Signing { as_configured, always };  // as tag.gpgSign and commit.gpgSign say, or both
enum class Making { commit_and_tag, tag_only };

// How a project is released: what shipit_add_release() declared, with what the command line adds.
struct ReleaseSettings {
  Path source{};                        // the top of the checkout
  std::string tag_prefix{};             // "" means: as the tags there are
  std::string remote{};                 // "" means: the one that the branch follows
  std::vector<std::string> branches{};  // patterns of those that may be released from; none: all
  std::vector<std::string> files{};     // those that state the version, from the top
  std::vector<std::string> pre_tag{};   // a command and its arguments; empty: none
  std::vector<std::string> post_push{};
  Signing signing = Signing::as_configured;
  Making making = Making::commit_and_tag;
};

// Reads what shipit_add_release() wrote; an Error names the file and what is wrong in it.
ReleaseSettings read_release_settings(const Path& file);

// The declaration of the build folder that `folder` lies in, by CMake's cache in it.
std::optional<Path> declaration_around(const Path& folder);

// The declaration for the checkout `top` that CMake left in a build folder: a folder of the
// checkout, or one below its 'build' or 'out'. nullopt when there is none. An Error when there are
// several that differ, and when CMakeLists.txt calls shipit_add_release() and no build folder has
// what it declared.
std::optional<Path> find_declaration(const Path& top);

}  // namespace shipit
