// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// The texts of an object's members by their names.
using JsonMembers = std::map<std::string, std::string>;

// The members of a JSON object, each as Json::dump() would write it: for big texts of which little
// is of interest, much faster than taking them apart. Nothing for what is no such object, nor where
// only the library knows how it would write it: objects in objects, most numbers, names with
// escapes.
std::optional<JsonMembers> json_members(std::string_view text);

// The object that has them, as Json::dump() would write it.
std::string json_text(const JsonMembers& members);

}  // namespace shipit
