// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <string>
#include <version/derive.hpp>

namespace shipit {

// What a build keeps up to date, as ShipItVersion.cmake wrote it down.
struct VersionPlan {
  VersionRules rules;
  std::string prefix;  // of the variables in version.cmake
  Path folder;         // of version.cmake, version.json, and the stamp
};

// set() lines for the next run of CMake, and the places to watch for tags.
Path cmake_file(const VersionPlan& plan);

// The Version as to_json() writes it: what the generated files are made from.
Path json_file(const VersionPlan& plan);

// Reads the plan's JSON; an Error names the file and what is wrong in it.
VersionPlan read_version_plan(const Path& file);

// The rules as they stand in any plan; `origin` is the file to name when they are wrong.
VersionRules version_rules(const Json& plan, const std::string& origin);

// Whether the two files were made for the present commit and tags of the checkout. Edited files
// are not looked at: that would cost a look at each of them.
bool is_up_to_date(const VersionPlan& plan);

// Whether the two files say that tracked files were edited.
bool says_dirty(const VersionPlan& plan);

// Makes the next update_version() ask anew.
void forget(const VersionPlan& plan);

// Makes the two files hold the version; one whose content stays keeps its time. When the state of
// the checkout and the rules are those of the stamp, nothing is run and nothing is written.
void update_version(const VersionPlan& plan);

}  // namespace shipit
