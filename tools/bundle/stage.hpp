// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <bundle/stage_inputs.hpp>
#include <bundle/tree.hpp>

namespace shipit {

// Carries out the project's install rules below `stage`, and says what they put there, as if the
// folder had been empty: a file of the last run stays, untouched, while it and the file that a rule
// names for it are as they were by size, times and inode; everything else is removed first. Files
// beside `stage` remember it (kept_stage.hpp). Programs are stripped when all rules have run, into
// a folder of their own: the staged ones stay as CMake knows them. What of theirs debuggers need
// lies in another one, as their entries' `debug`. What lies under the prefix is named by its path
// within it, the rest by its path on the host, so that DESTINATION /etc/hello and DESTINATION
// etc/hello are the same place. Beside the stage folder nothing changes; an install_manifest.txt of
// the user's stays as it was. Refused by an Error:
//  - a rule that fails, with its output;
//  - two rules that put different files into one place, naming both;
//  - rules of components in different packages that put a file into one place;
//  - a FIFO, socket or device; a place on the host that packages can't own; nothing installed;
//  - whatever StagedTree refuses.
// Of files that stayed, the facts are known that remember_facts() wrote down.
StagedTree stage(const StageRequest& request, const StageInputs& inputs);

// A number that is another one when something was learnt of the tree's files.
std::size_t known_facts(const StagedTree& tree);

// Writes down what was learnt of the files since stage() made `tree`.
void remember_facts(const Path& stage, const StagedTree& tree);

}  // namespace shipit
