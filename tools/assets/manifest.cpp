// SPDX-License-Identifier: Apache-2.0
#include <assets/manifest.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>
#include <set>

namespace shipit {
namespace {

class Manifest {
 public:
  explicit Manifest(const std::vector<Asset>& assets) : assets_(assets) {
    for (const Asset& asset : assets)
      if (asset.audience == Audience::browsers) published_.insert(asset.path);
  }

  Json entry_of(const Asset& asset) const {
    Json entry = {{"file", asset.file},
                  {"type", media_type_of(asset.path)},
                  {"size", asset.fingerprint.size},
                  {"sha256", to_hex(asset.fingerprint.sha256)},
                  {"integrity", integrity_of(asset.fingerprint)},
                  {"references", paths_of(asset.references)}};
    if (published_.contains(asset.map)) entry["map"] = asset.map;
    add_relations(asset.relations, asset.path, entry);
    return entry;
  }

 private:
  Json paths_of(const std::vector<std::size_t>& numbers) const {
    Json paths = Json::array();
    for (const std::size_t number : numbers) paths.push_back(assets_[number].path);
    return paths;
  }

  void add_list(const char* key, const std::vector<std::size_t>& numbers, Json& entry) const {
    if (!numbers.empty()) entry[key] = paths_of(numbers);
  }

  void add_relations(const Relations& relations, const std::string& path, Json& entry) const {
    if (relations.role == Relations::Role::entry) entry["entry"] = true;
    if (!relations.source.empty() && relations.source != path) entry["source"] = relations.source;
    add_list("css", relations.styles, entry);
    add_list("preload", relations.preload, entry);
    add_list("dynamicImports", relations.dynamic, entry);
  }

  const std::vector<Asset>& assets_;
  std::set<std::string_view> published_;
};

}  // namespace

std::string manifest_of(const std::vector<Asset>& assets, const AssetOptions& options) {
  const Manifest manifest(assets);
  Json list = Json::object();
  for (const Asset& asset : assets) {
    if (asset.audience == Audience::kept_back) continue;
    list[asset.path] = manifest.entry_of(asset);
    if (asset.naming == Naming::query) list[asset.path]["query"] = "v=" + options.version;
  }
  return to_text({{"schema", 1}, {"publicPath", options.public_path}, {"assets", std::move(list)}});
}

}  // namespace shipit
