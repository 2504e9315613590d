// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>
#include <version/version.hpp>

namespace shipit {

// What shipit_version() was told about where versions come from.
struct VersionRules {
  Path source;                                 // the project's top folder
  std::string tag_prefix;                      // "" means: "1.2.3" and "v1.2.3" are both versions
  std::optional<std::string> override_;        // wins over everything, needs no git
  std::optional<std::string> fallback;         // when nothing else answers
  VersionScheme scheme = VersionScheme::post;  // of versions from git and from archives
};

// The version of the project, from the first source that answers: override, git, a substituted
// .git_archival.txt (the format of setuptools_scm), a VERSION file, the fallback. An Error says
// which of them were asked and what to do.
Version derive_version(const VersionRules& rules);

// A time for the project's files when the version has none, in seconds since 1970: that of the
// commit when `source` is a checkout, else that of its CMakeLists.txt, which whoever unpacked the
// sources took from their archive.
std::int64_t source_epoch(const Path& source);

}  // namespace shipit
