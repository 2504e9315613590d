// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/value_store.hpp>
#include <bundle/tree.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// What policy wants of every package in /usr/share/doc/<package>.
struct Documents {
  std::string copyright;
  std::string changelog;
};

struct LayoutRequest {
  const StagedTree& tree;
  std::string package;
  std::string version;                   // says what the changelog is called (policy 12.7)
  std::vector<std::string> conffiles{};  // paths on the host, beside all below /etc
  Documents documents;
  std::string documents_of{};  // another package, whose documents are this one's (policy 12.3)
  std::optional<std::string> part{};  // only what is of this package of the tree; else all of it
  std::set<std::string> packages{};   // the others of the release, whose documents are in the tree
  ValueStore* cache = nullptr;        // keeps what is compressed, if there is one
};

// The tree of a .deb, rooted at '/': every entry at its host_path(), files below etc/ conffiles,
// symlinks mended where the two ends moved apart (absolute between top folders, policy 10.5). Units
// too lie in usr: Debian 12 takes them from /usr/lib/systemd/system as from /lib, and later ones
// refuse packages that own paths in /lib.
StagedTree debian_root(const StagedTree& tree);

// debian_root() with the documents, but for those that the project installs itself, and with all
// that has to be compressed (compressed_documents.hpp). An Error for a conffile that no rule
// installs.
StagedTree debian_layout(const LayoutRequest& request);

}  // namespace shipit
