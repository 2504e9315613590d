// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <deb/own_scripts.hpp>
#include <string>
#include <vector>

namespace shipit {

// Adds to every one of `scripts`, before what is there, what removes the conffiles `paths` (on the
// host) of an earlier version on upgrade: dpkg alone would leave them where they are. One that the
// admin has edited is kept as '<path>.dpkg-bak' (dpkg-maintscript-helper(1), rm_conffile; without
// the version that was the last to have it, which makes it run at each upgrade, and do nothing
// where the file is no conffile of the package). An Error for a path that is not absolute, holds
// what a shell would read, or is a file of `root`, the tree as it is on the host.
void remove_conffiles(const std::vector<std::string>& paths, const StagedTree& root,
                      ScriptParts& scripts);

}  // namespace shipit
