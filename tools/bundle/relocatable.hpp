// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/named_paths.hpp>
#include <bundle/tree.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

enum class Unpacked {
  at_prefix,  // by a .deb
  anywhere    // an archive, by whoever has it
};

// What paths mean where a tree is packaged.
struct Surroundings {
  std::vector<std::string> here;      // absolute folders that other machines lack: source and build
  std::vector<std::string> prefixes;  // where the tree is said to be: /usr, CMAKE_INSTALL_PREFIX
  Unpacked unpacked = Unpacked::anywhere;
};

// What to look for by named_paths().
std::vector<std::string> roots_of(const Surroundings& surroundings);

// What is wrong with a path that `file` of `tree` names; nullopt when nothing is. Wrong in all
// packages is a path of this machine: at or below a folder of `here`, where for a folder straight
// below '/' something by that name must be there, for '/app' may be a URL as well. Wrong in an
// archive is what leads out of it or breaks when it is moved:
//  - in a text: something of the tree by its place below a prefix, or a setting of the prefix
//    itself. What a host wants absolute is let alone (units, udev rules, D-Bus services …), and so
//    are documents;
//  - a script's first line: what isn't below /bin or /usr/bin (or sbin), or is of the tree;
//  - an interpreter that isn't a dynamic loader in /lib…;
//  - a RUNPATH that doesn't begin with $ORIGIN, or leads out of the tree.
std::optional<std::string> misplaced(const NamedPath& named, const Entry& file,
                                     const StagedTree& tree, const Surroundings& surroundings);

}  // namespace shipit
