// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <release/release.hpp>
#include <vector>

namespace shipit {

// The tree's files that give whoever runs them another's rights: setuid and setgid, sorted. An
// Error for a name that deploy.json, which lists them, cannot hold.
std::vector<PrivilegedFile> privileged_files(const StagedTree& tree);

}  // namespace shipit
