// SPDX-License-Identifier: Apache-2.0
#include <assets/manifest.hpp>
#include <assets/vite_manifest.hpp>
#include <set>

namespace shipit {
namespace {

bool is_code(const Asset& asset) {
  const std::string extension = extension_of(asset.path);
  return extension == ".js" || extension == ".mjs" || extension == ".css";
}

class Vite {
 public:
  explicit Vite(const std::vector<Asset>& assets) : assets_(assets) {
    for (const Asset& asset : assets)
      later_.insert(asset.relations.later.begin(), asset.relations.later.end());
  }

  Json manifest() const {
    Json all = Json::object();
    for (std::size_t i = 0; i < assets_.size(); ++i)
      if (assets_[i].audience == Audience::browsers) all[key_of(assets_[i])] = chunk_of(i);
    return all;
  }

 private:
  // Only what stands for a source of its own has the source's name.
  static std::string key_of(const Asset& asset) {
    const BundleRelations& relations = asset.relations;
    if (relations.role == BundleRelations::Role::entry) return relations.source;
    if (relations.role == BundleRelations::Role::none) return asset.path;
    return "_" + asset.file;
  }

  Json chunk_of(std::size_t number) const {
    const Asset& asset = assets_[number];
    const BundleRelations& relations = asset.relations;
    Json chunk = {{"file", asset.file}, {"integrity", integrity_of(asset.fingerprint)}};
    if (const std::string key = key_of(asset); !key.starts_with('_')) chunk["src"] = key;
    if (relations.role == BundleRelations::Role::entry) {
      chunk["isEntry"] = true;
      chunk["name"] = Path(asset.path).stem().string();
    }
    if (later_.contains(number)) chunk["isDynamicEntry"] = true;
    Json imports = Json::array();
    for (const std::size_t one : relations.imports) imports.push_back(key_of(assets_[one]));
    add("imports", std::move(imports), chunk);
    Json later = Json::array();
    for (const std::size_t one : relations.later) later.push_back(key_of(assets_[one]));
    add("dynamicImports", std::move(later), chunk);
    Json styles = Json::array();
    for (const std::size_t one : relations.styles) styles.push_back(assets_[one].file);
    add("css", std::move(styles), chunk);
    if (relations.role != BundleRelations::Role::none) add("assets", files_of(asset), chunk);
    return chunk;
  }

  // What a bundle and its sheets load beside code.
  Json files_of(const Asset& bundle) const {
    std::set<std::string> files;
    const auto take = [&](const Asset& asset) {
      for (const std::size_t one : asset.references)
        if (!is_code(assets_[one]) && assets_[one].relations.role == BundleRelations::Role::none)
          files.insert(assets_[one].file);
    };
    take(bundle);
    for (const std::size_t sheet : bundle.relations.styles) take(assets_[sheet]);
    return files;
  }

  static void add(const char* key, Json list, Json& chunk) {
    if (!list.empty()) chunk[key] = std::move(list);
  }

  const std::vector<Asset>& assets_;
  std::set<std::size_t> later_;
};

}  // namespace

Json vite_manifest(const std::vector<Asset>& assets) { return Vite(assets).manifest(); }

}  // namespace shipit
