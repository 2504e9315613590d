// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/published.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace shipit {

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
