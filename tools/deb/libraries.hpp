// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <set>
#include <string>

namespace shipit {

// The other packages of a staged tree that have the shared libraries which the programs and
// libraries of `package` are linked with: found by RUNPATH and in the folders that the loader
// knows, as the loader would.
std::set<std::string> library_packages(const StagedTree& tree, const std::string& package);

// The lines of a 'shlibs' file (deb-shlibs(5)) for the libraries of `tree` that lie where the
// loader looks for everybody's: 'libhello 1 <relation>'. Empty without such; a SONAME without a
// version has no line.
std::string shlibs_text(const StagedTree& tree, const std::string& relation);

// Whether there are such libraries: then ldconfig has to be told (policy 8.1.1).
bool has_public_libraries(const StagedTree& tree);

// Whether nothing in `tree` is for one architecture: no ELF file, no archive of objects ('*.a'), no
// symlink to a shared library, nothing in a folder that is named for one ('lib/x86_64-linux-gnu').
bool is_for_all_architectures(const StagedTree& tree);

}  // namespace shipit
