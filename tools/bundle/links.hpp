// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <string>
#include <string_view>

namespace shipit {

// Where on the host's '/' a path of a tree rooted at `prefix` would be looked for, turned round:
// '/usr/bin/x' under '/usr' is 'bin/x', '/etc/y' is 'etc/y'.
std::string path_in_tree(std::string_view host_path, std::string_view prefix);

// Where a path of a tree rooted at '/usr' lies below the host's '/': 'bin/x' is 'usr/bin/x'; etc,
// opt, srv and var lie there under their own names.
std::string host_path(std::string_view path);

// The relative path that leads from the folder of `link` to `target`, both in one tree.
std::string relative_target(std::string_view link, std::string_view target);

// What the symlink `link` of `tree` should say. A relative target stays when it leads, through
// whatever other symlinks it meets, to a path within the tree; whether something is there is not
// asked, for it may be made on the host. An absolute one must name something that the tree has: a
// tree with a prefix can be unpacked anywhere, so there it becomes relative; under '/' it stays.
// All other links point out of the tree, to what another machine needn't have: an Error.
std::string settled_target(const StagedTree& tree, const Entry& link, std::string_view prefix);

}  // namespace shipit
