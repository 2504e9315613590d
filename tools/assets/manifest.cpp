// SPDX-License-Identifier: Apache-2.0
#include <assets/manifest.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>

namespace shipit {

std::string manifest_of(const std::vector<Asset>& assets, const AssetOptions& options) {
  Json list = Json::object();
  for (const Asset& asset : assets) {
    if (asset.audience == Audience::kept_back) continue;
    Json references = Json::array();
    for (const std::size_t target : asset.references) references.push_back(assets[target].path);
    list[asset.path] = {{"file", asset.file},
                        {"type", media_type_of(asset.path)},
                        {"size", asset.fingerprint.size},
                        {"sha256", to_hex(asset.fingerprint.sha256)},
                        {"integrity", "sha384-" + to_base64(asset.fingerprint.sha384)},
                        {"references", std::move(references)}};
    for (const Variant& variant : asset.variants)
      list[asset.path]["encodings"][std::string(extension_of(variant.codec))] = variant.size;
    if (asset.naming == Naming::query) list[asset.path]["query"] = "v=" + options.version;
  }
  return to_text({{"schema", 1}, {"publicPath", options.public_path}, {"assets", std::move(list)}});
}

}  // namespace shipit
