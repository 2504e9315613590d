// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/value_store.hpp>
#include <bundle/tree.hpp>
#include <set>
#include <string>
#include <vector>

namespace shipit {

// What Debian wants compressed by `gzip -9n` where it is installed: manual pages (policy 12.1),
// info documents (12.2), and the changelogs and the news of a package (12.7). As dh_compress does,
// what is compressed already is left alone, and a symlink to what isn't gets the other name as
// well, in whatever folder it lies.
class CompressedDocuments {
 public:
  // `root`: the tree of one or more .debs, of which `packages` have their documents.
  CompressedDocuments(const StagedTree& root, const std::set<std::string>& packages);

  // Gives entries of `root`, all of them or those of one package, their compressed form: another
  // name, and bytes of its own. Hard links to one of them become links to its compressed form.
  // What comes of a file's bytes is kept in `cache`, if there is one.
  std::vector<Entry> in(std::vector<Entry> entries, ValueStore* cache = nullptr) const;

 private:
  std::set<std::string> files_;
  std::set<std::string> links_;
};

}  // namespace shipit
