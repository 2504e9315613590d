// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/inventory.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <iterator>
#include <set>

namespace shipit {
namespace {

struct Suffix {
  std::string_view name;  // as Content-Suffix has it, or as the file ends
  std::string_view suffix;
};

constexpr Suffix encodings[] = {
    {"br", ".br"}, {"gz", ".gz"}, {"gzip", ".gz"}, {"zst", ".zst"}, {"zstd", ".zst"}};

bool belongs_to_another(const std::string& path) {
  return is_source_map(path) || path.ends_with(".LEGAL.txt");
}

}  // namespace

std::map<std::string, std::uint64_t> variants_in(const Json& entry, std::string_view origin) {
  std::map<std::string, std::uint64_t> variants;
  const Json all = member_or<Json>(entry, "encodings", Json::object(), origin);
  for (const auto& [name, value] : all.items()) {
    const auto known = std::find_if(std::begin(encodings), std::end(encodings),
                                    [&name = name](const Suffix& one) { return one.name == name; });
    if (known == std::end(encodings))
      throw Error(quote(origin) + " has the encoding " + quote(name) +
                  ", which this ShipIt does not know")
          .help("use the ShipIt that made it, or a newer one");
    const Json& size = value.is_object() && value.contains("size") ? value.at("size") : value;
    variants[std::string(known->suffix)] =
        size.is_number_unsigned() ? size.get<std::uint64_t>() : 0;
  }
  return variants;
}

Inventory inventory_of(const Json& manifest, std::string_view origin) {
  if (const int schema = member<int>(manifest, "schema", origin); schema != 1)
    throw Error(quote(origin) + " has schema " + std::to_string(schema) +
                ", which this ShipIt does not know")
        .help("use the ShipIt that made it, or a newer one");
  Inventory inventory;
  const Json assets = member<Json>(manifest, "assets", origin);
  for (const auto& [path, asset] : assets.items())
    inventory[path] = {
        .file = member<std::string>(asset, "file", origin),
        .size = member<std::uint64_t>(asset, "size", origin),
        .sha256 = member<std::string>(asset, "sha256", origin),
        .references = member_or<std::vector<std::string>>(asset, "references", {}, origin),
        .encodings = variants_in(asset, origin),
        .role = member_or<bool>(asset, "entry", false, origin) ? InventoryItem::Role::entry
                                                               : InventoryItem::Role::other,
        .styles = member_or<std::vector<std::string>>(asset, "css", {}, origin)};
  return inventory;
}

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
