// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// What a manifest tells of one logical path.
struct InventoryItem {
  enum class Role { entry, other };

  std::string file;
  std::uint64_t size = 0;
  std::string sha256;                                // hexadecimal
  std::vector<std::string> references{};             // logical paths
  std::map<std::string, std::uint64_t> encodings{};  // as variants_in() has them
  Role role = Role::other;
  std::vector<std::string> styles{};  // logical paths of the sheets that a page loads with it
};

// By logical path.
using Inventory = std::map<std::string, InventoryItem>;

// Of a manifest with schema 1. An Error names `origin` when it is none.
Inventory inventory_of(const Json& manifest, std::string_view origin);

// The precompressed variants that a manifest's entry tells of, by what their names end in (".br",
// ".gz", ".zst"), with their sizes; 0 when a size isn't told.
std::map<std::string, std::uint64_t> variants_in(const Json& entry, std::string_view origin);

// Several logical paths with the same bytes.
struct Twins {
  std::vector<std::string> paths;  // sorted
  std::uint64_t size = 0;          // of each
  std::uint64_t wasted() const { return size * (paths.size() - 1); }
};

// The most wasteful first. Empty files are no twins.
std::vector<Twins> twins_in(const Inventory& inventory);

// What none of `roots` leads to over any number of references, sorted. Source maps and files of
// licences go with what they belong to, and are left out.
std::vector<std::string> unreached(const Inventory& inventory,
                                   const std::vector<std::string>& roots);

// The logical paths that refer to `path`, sorted.
std::vector<std::string> referrers_of(const Inventory& inventory, const std::string& path);

// "812 B", "96.2 KiB" or "1.4 MiB".
std::string shown_size(std::uint64_t bytes);

}  // namespace shipit
