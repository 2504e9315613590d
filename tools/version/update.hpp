// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <string>
#include <vector>
#include <version/derive.hpp>

namespace shipit {

enum class VersionFormat { header, source, python, json, text, cmake };

struct VersionOutput {
  VersionFormat format = VersionFormat::text;
  Path path{};
  std::string name_space{};  // header and source: the C++ namespace; cmake: the variables' prefix
  std::string header{};      // source: how it includes its header
};

// What a build keeps up to date, as ShipItVersion.cmake wrote it down.
struct VersionPlan {
  VersionRules rules;
  std::vector<VersionOutput> outputs;
  Path stamp;  // remembers the state for which the outputs were made
};

// Reads the plan's JSON; an Error names the file and what is wrong in it.
VersionPlan read_version_plan(const Path& file);

// The rules as they stand in any plan; `origin` is the file to name when they are wrong.
VersionRules version_rules(const Json& plan, const std::string& origin);

// Whether the outputs were made for the present commit and tags of the checkout. Edited files are
// not looked at: that would cost a look at each of them.
bool is_up_to_date(const VersionPlan& plan);

// Whether the outputs say that tracked files were edited.
bool says_dirty(const VersionPlan& plan);

// Makes the next update_version() write the outputs anew.
void forget(const VersionPlan& plan);

// Makes the outputs hold the version. When the state of the checkout and the plan are those of the
// stamp and every output is there, nothing is run and nothing is written.
void update_version(const VersionPlan& plan);

}  // namespace shipit
