// SPDX-License-Identifier: Apache-2.0
#include <bundle/debug_tree.hpp>
#include <set>

namespace shipit {

StagedTree debug_files(const StagedTree& tree) {
  std::set<std::string> known;
  std::vector<Entry> entries;
  for (const Entry& entry : tree.entries()) {
    if (!entry.debug || !known.insert(entry.debug->path).second) continue;
    entries.push_back(*entry.debug);
    entries.back().package = entry.package;
  }
  return StagedTree(std::move(entries), "/usr");
}

std::vector<std::string> build_ids(const StagedTree& debug) {
  std::vector<std::string> ids;
  for (const Entry& entry : debug.entries())
    if (entry.kind == EntryKind::file) {
      const std::string_view name = name_of(entry.path);
      ids.push_back(std::string(name_of(parent_of(entry.path))) +
                    std::string(name.substr(0, name.rfind('.'))));
    }
  return ids;
}

}  // namespace shipit
