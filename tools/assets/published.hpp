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
struct PublishedAsset {
  enum class Role { entry, other };

  std::string file;
  std::string url;   // from the host's top, with the query
  std::string type;  // a media type
  std::uint64_t size = 0;
  std::string sha256;  // hexadecimal
  std::string integrity;
  std::vector<std::string> references{};             // logical paths
  std::map<std::string, std::uint64_t> encodings{};  // as encodings_in() has them
  Role role = Role::other;
  std::vector<std::string> css{};      // logical paths of the sheets that a page loads with it
  std::vector<std::string> preload{};  // logical paths
};

// By logical path.
using Inventory = std::map<std::string, PublishedAsset>;

struct Published {
  std::string public_path;
  Inventory assets;
};

// Reads ShipIt's own manifest, schema 1; `origin` names it in Errors.
Published read_manifest(const Json& manifest, std::string_view origin);

// The precompressed variants that an entry tells of, by what their names end in (".br", ".gz",
// ".zst"), with their sizes.
std::map<std::string, std::uint64_t> encodings_in(const Json& entry, std::string_view origin);

// An Error for a document of another schema than 1.
void check_schema(const Json& document, std::string_view origin);

}  // namespace shipit
