// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/entry.hpp>
#include <string_view>
#include <vector>

namespace shipit {

enum class Symlinks {
  unsettled,
  settled  // by a tree of which this one is a part
};

// What will be on the host, settled once so that its writers only serialise it:
//  - sorted by path bytes; every parent folder is there and comes before what is in it;
//  - folders have mode 0755; files 0755 when anybody may execute them, else 0644, whatever the
//    umask was; setuid and setgid of files are kept (on folders they are mostly inherited from a
//    shared build folder, so they are not); symlinks have mode 0777;
//  - no path is absolute, holds '..', '.', nothing, or a control byte; none is there twice, and
//    none is both a file and a folder;
//  - symlinks lead to somewhere in the tree (links.hpp);
//  - a hard link shares the facts of the file that it is another name of.
// Anything else is an Error that names the entry, and its origin where two entries quarrel.
class StagedTree {
 public:
  // `prefix`: where the tree's root lies on the host, '/usr' or, for the tree of a .deb, '/'.
  // Paths that are elsewhere on the host ('/etc/hello') have the name that they have there.
  StagedTree(std::vector<Entry> entries, std::string_view prefix,
             Symlinks symlinks = Symlinks::unsettled);

  const std::vector<Entry>& entries() const { return entries_; }

  // nullptr when there is none.
  const Entry* find(std::string_view path) const;

 private:
  std::vector<Entry> entries_;
};

// The entries of one of several packages, with the folders around them. Its symlinks may lead into
// the other packages.
StagedTree part_of(const StagedTree& tree, const std::string& package);

// 'usr/share/a' for 'usr/share/a/b'; empty for a path at the root.
std::string_view parent_of(std::string_view path);

// 'b' for 'usr/share/a/b'.
std::string_view name_of(std::string_view path);

}  // namespace shipit
