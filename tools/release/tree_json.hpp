// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <bundle/tree.hpp>
#include <release/release.hpp>
#include <string>

namespace shipit {

// Every file, folder and symlink that a release brings, with modes, sizes and digests: the
// document of packaging/schema/tree-1.schema.json. Digests that nobody knows yet are read.
Json tree_json(const Release& release, const StagedTree& tree);

// "myservice-1.0.32-linux-amd64.tree.json"
std::string tree_name(const Release& release);

// Writes it into `folder` and adds it to the release's artifacts.
void add_tree(const Path& folder, const StagedTree& tree, Release& release);

}  // namespace shipit
