// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <string>
#include <vector>
#include <version/version.hpp>

namespace shipit {

// One thing to know of a version, under the name that every place uses for it.
struct VersionField {
  std::string name;      // "commitEpoch": in JSON, and for `shipit version --field`
  std::string variable;  // "VERSION_COMMIT_EPOCH": in CMake after the prefix, and in templates
  Json value;            // a string in UTF-8, a number, or a truth
};

// All of them, in the order in which people should read them.
std::vector<VersionField> fields(const Version& version);

// The value as plain text: "true" and "false" for a truth.
std::string to_text(const VersionField& field);

// An object of all fields; version_of_json() makes the Version of it again. An Error there names
// `origin`, the file, and what is wrong in it.
Json to_json(const Version& version);
Version version_of_json(const Json& json, const std::string& origin);

}  // namespace shipit
