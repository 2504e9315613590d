// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/named_paths.hpp>
#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// What the files of a tree name, by their paths in it.
using NamedPaths = std::map<std::string, std::vector<NamedPath>>;

// Refuses what would not be found where the packages are unpacked (bundle/relocatable.hpp), naming
// every file and path, but for files that the plan allows. Returns what was found in all files;
// those whose bytes are known from an earlier run are not read again.
NamedPaths check_relocatable(const PackagePlan& plan, const StagedTree& tree);

// Writes it down for the next run; all facts of the tree's files are to be known.
void remember_named_paths(const PackagePlan& plan, const StagedTree& tree, const NamedPaths& named);

}  // namespace shipit
