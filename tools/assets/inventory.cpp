// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/inventory.hpp>
#include <set>

namespace shipit {
namespace {

bool belongs_to_another(const std::string& path) {
  return is_source_map(path) || path.ends_with(".LEGAL.txt");
}

}  // namespace

std::vector<Twins> twins_in(const Inventory& inventory) {
  std::map<std::string, Twins> by_content;
  for (const auto& [path, item] : inventory) {
    if (item.size == 0) continue;
    Twins& twins = by_content[item.sha256];
    twins.paths.push_back(path);
    twins.size = item.size;
  }
  std::vector<Twins> all;
  for (auto& [content, twins] : by_content)
    if (twins.paths.size() > 1) all.push_back(std::move(twins));
  std::sort(all.begin(), all.end(), [](const Twins& a, const Twins& b) {
    return a.wasted() != b.wasted() ? a.wasted() > b.wasted() : a.paths < b.paths;
  });
  return all;
}

std::vector<std::string> unreached(const Inventory& inventory,
                                   const std::vector<std::string>& roots) {
  std::set<std::string_view> reached;
  std::vector<std::string_view> todo(roots.begin(), roots.end());
  while (!todo.empty()) {
    const std::string_view path = todo.back();
    todo.pop_back();
    const auto item = inventory.find(std::string(path));
    if (item == inventory.end() || !reached.insert(item->first).second) continue;
    todo.insert(todo.end(), item->second.references.begin(), item->second.references.end());
  }
  std::vector<std::string> rest;
  for (const auto& [path, item] : inventory)
    if (!reached.contains(path) && !belongs_to_another(path)) rest.push_back(path);
  return rest;
}

std::vector<std::string> referrers_of(const Inventory& inventory, const std::string& path) {
  std::vector<std::string> all;
  for (const auto& [other, item] : inventory)
    if (std::find(item.references.begin(), item.references.end(), path) != item.references.end())
      all.push_back(other);
  return all;
}

std::string shown_size(std::uint64_t bytes) {
  constexpr std::uint64_t kibi = 1024;
  if (bytes < kibi) return std::to_string(bytes) + " B";
  const bool mega = bytes >= kibi * kibi;
  const std::uint64_t unit = mega ? kibi * kibi : kibi;
  const std::uint64_t tenths = (bytes * 10 + unit / 2) / unit;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + (mega ? " MiB" : " KiB");
}

}  // namespace shipit
