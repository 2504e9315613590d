// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <inspect/inspected.hpp>
#include <map>
#include <string>
#include <string_view>

namespace shipit {

// What a tree.json (release/tree_json.hpp) lists. The text may be anybody's: an Error names
// `origin` and the member, and refuses paths that leave the release or are there twice.
std::map<std::string, InspectedEntry> read_tree(std::string_view text, const std::string& origin);

// The same of a file, which must not be larger than 256 MiB.
std::map<std::string, InspectedEntry> read_tree(const Path& file);

}  // namespace shipit
