// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <inspect/inspected.hpp>
#include <map>
#include <string>

namespace shipit {

// What a tree.json (release/tree_json.hpp) lists. An Error names the file and the member.
std::map<std::string, InspectedEntry> read_tree(const Path& file);

}  // namespace shipit
