// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <string>
#include <vector>

namespace shipit {

// The debug information of the stripped files of `tree`, as a tree of its own. What two files have
// in common, for they are one program, is there once, and of the package of the first.
StagedTree debug_files(const StagedTree& tree);

// Of the files of such a tree: in hexadecimal, sorted.
std::vector<std::string> build_ids(const StagedTree& debug);

}  // namespace shipit
