// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// What a manifest says of one asset.
struct PublishedAsset {
  std::string path;  // logical path
  std::string file;
  std::string url;  // from the host's top, with the query
  std::string integrity;
  std::string type;
  bool is_entry = false;
  std::vector<std::string> css;      // logical paths
  std::vector<std::string> preload;  // logical paths
};

struct Published {
  std::string public_path;
  std::vector<PublishedAsset> assets;  // sorted by path, each once

  // Nothing when the manifest has no such logical path.
  const PublishedAsset* find(std::string_view path) const;
};

// Reads ShipIt's own manifest, schema 1; `origin` names it in Errors.
Published read_manifest(const Json& manifest, std::string_view origin);

}  // namespace shipit
