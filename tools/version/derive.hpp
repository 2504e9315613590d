// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>
#include <version/git.hpp>
#include <version/version.hpp>

namespace shipit {

// Which differences from the commit make a version dirty.
enum class Dirty { none, tracked, all };

// What becomes of a shallow clone in which no tag is in reach: a warning, and the next source is
// asked; an Error; or the history is fetched.
enum class Shallow { warn, error, fetch };

inline constexpr std::size_t kEveryFile = std::numeric_limits<std::size_t>::max();

// Whether git is to read a checkout that belongs to another user.
enum class Owner { must_match, any };

// What shipit_version() was told about where versions come from.
struct VersionRules {
  Path source{};                     // the project's top folder
  std::optional<Path> root{};        // the top of its checkout; default: `source`
  std::vector<std::string> paths{};  // what of the checkout counts, relative to its top; none: all
  std::string tag_prefix{};          // "" means: "1.2.3" and "v1.2.3" are both versions
  VersionScheme scheme = VersionScheme::post;  // of versions from git and from archives
  Dirty dirty = Dirty::tracked;
  // A build looks at tracked files only when no more than these count.
  std::size_t watched = kEveryFile;
  Shallow shallow = Shallow::warn;
  Owner owner = Owner::must_match;
  std::optional<std::string> override_{};                 // wins over everything, needs no git
  std::string override_name = "SHIPIT_VERSION_OVERRIDE";  // the variable that it came from
  std::optional<std::string> fallback{};                  // when nothing else answers
};

// What is known from an earlier look, and spares a git process each.
struct VersionHints {
  std::optional<std::string> unchanged_tree{};  // tracked files are as in this tree
  // The commit that was looked at, the tag that git described it by, how many commits past it, and
  // the tag that was chosen beside that; all tags are as they were then. "" for nothing known.
  std::string commit{};
  std::string described{};
  unsigned distance = 0;
  std::string chosen{};
};

struct DerivedVersion {
  Version version{};
  VersionHints next{};                  // but for the tree: for the next time
  std::vector<std::string> warnings{};  // for a person to read
};

// The checkout that the rules speak of; nullopt when `root` is not the top of one.
std::optional<Checkout> checkout_of(const VersionRules& rules);

// The version of the project, from the first source that answers: override, git, a substituted
// .git_archival.txt (the format of setuptools_scm), a VERSION file, the fallback. An Error says
// which of them were asked and what to do.
DerivedVersion derive(const VersionRules& rules, const VersionHints& hints = {});

// As derive(), without the warnings.
Version derive_version(const VersionRules& rules);

// A time for the project's files when the version has none, in seconds since 1970: that of the
// commit when git tells it, else that of CMakeLists.txt, which whoever unpacked the sources took
// from their archive.
std::int64_t source_epoch(const VersionRules& rules);

}  // namespace shipit
