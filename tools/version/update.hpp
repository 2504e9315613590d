// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>
#include <version/derive.hpp>

namespace shipit {

// What a build keeps up to date, as ShipItVersion.cmake wrote it down.
struct VersionPlan {
  VersionRules rules;
  std::string prefix;  // of the variables in version.cmake
  Path folder;         // of version.cmake, version.json, number and the stamp
};

// set() lines for the next run of CMake, and the places to watch for tags.
Path cmake_file(const VersionPlan& plan);

// The Version as to_json() writes it: what the generated files are made from.
Path json_file(const VersionPlan& plan);

// The number that CMake was given. CMake watches it: that it changes makes CMake run again.
Path number_file(const VersionPlan& plan);

// Reads the plan's JSON; an Error names the file and what is wrong in it.
VersionPlan read_version_plan(const Path& file);

// The rules as they stand in any plan; `origin` is the file to name when they are wrong.
VersionRules version_rules(const Json& plan, const std::string& origin);

// How the files stand to the checkout as it is now.
enum class Built {
  current,   // they say what is so
  outdated,  // they were made for another commit, tag, or rule
  edited,    // they say otherwise whether tracked files were edited
};
Built how_built(const VersionPlan& plan);

// What they were made from.
Path stamp_file(const VersionPlan& plan);

// The stamp of the build tool that watches the places: it asks again when they are newer.
Path asked_file(const VersionPlan& plan);

// Makes the build tool ask again, and the next update_version() ask git.
void forget(const VersionPlan& plan);

// Who wants to know: CMake, which takes any number, or a build, in which only CMake's own can be
// used.
enum class During { configure, build };

struct Updated {
  std::vector<std::string> warnings{};     // for a person to read
  std::optional<std::set<Path>> places{};  // as in VersionState
};

// Makes the files hold the version; one whose content stays keeps its time. When the state of the
// checkout and the rules are those of the stamp, no git is run and nothing is written. A number
// that CMake does not know yet is an Error of a build, and makes CMake run in the next one.
Updated update_version(const VersionPlan& plan, During during);

}  // namespace shipit
