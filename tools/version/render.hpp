// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <string>
#include <version/version.hpp>

namespace shipit {

// C++17. Only what changes with a tag: its users are not recompiled by commits. `name_space` is
// "a" or "a::b".
std::string render_header(const Version& version, const std::string& name_space);

// The functions that the header declares; `header` is how the source includes it.
std::string render_source(const Version& version, const std::string& name_space,
                          const std::string& header);

std::string render_python(const Version& version);

// Every part and rendering; version_of_json() makes the Version of it again. An Error there names
// `origin`, the file, and what is wrong in it.
Json to_json(const Version& version);
Version version_of_json(const Json& json, const std::string& origin);

// The full version and a line end.
std::string render_text(const Version& version);

// set() lines for CMake: <prefix>_VERSION… as documented in ShipItVersion.cmake.
std::string render_cmake(const Version& version, const std::string& prefix);

}  // namespace shipit
