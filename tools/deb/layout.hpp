// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <string>
#include <string_view>

namespace shipit {

// What policy wants of every package in /usr/share/doc/<package>.
struct Documents {
  std::string copyright;
  std::string changelog;
};

struct LayoutRequest {
  const StagedTree& tree;
  std::string package;
  std::string version;  // says what the changelog is called (policy 12.7)
  Documents documents;
};

// Where a path of a staged tree is on a Debian host, without the leading '/': 'etc', 'var', 'opt'
// and 'srv' lie at the root, all else in 'usr'. Units too: Debian 12 takes them from
// /usr/lib/systemd/system as from /lib, and later ones refuse packages that own paths in /lib.
std::string debian_path(std::string_view path);

// The tree of a .deb, rooted at '/': every entry at its debian_path(), files below etc/ conffiles,
// symlinks mended where the two ends moved apart (absolute between top folders, policy 10.5).
StagedTree debian_root(const StagedTree& tree);

// debian_root() with the documents, but for those that the project installs itself.
StagedTree debian_layout(const LayoutRequest& request);

}  // namespace shipit
