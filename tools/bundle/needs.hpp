// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/dependency_rules.hpp>
#include <bundle/relocatable.hpp>
#include <bundle/tree.hpp>
#include <string>
#include <vector>

namespace shipit {

// What the programs of `rules`, known in the tree by their file names, and the libraries that they
// load, would not find when they are started: a library that is neither in the tree nor promised,
// or that is in the tree where its user doesn't look. A line each, 'bin/hello' first. Looks as
// ld.so(8) does, but in no folder out of the tree; a tree that lies at its prefix also has its
// libraries found in lib.
std::vector<std::string> unmet_needs(const StagedTree& tree, const DependencyRules& rules,
                                     Unpacked unpacked);

}  // namespace shipit
