// SPDX-License-Identifier: Apache-2.0
#include <assets/manifest.hpp>
#include <base/hash.hpp>
#include <base/json_text.hpp>
#include <unordered_set>

namespace shipit {
namespace {

class Manifest {
 public:
  Manifest(const std::vector<Asset>& assets, const AssetOptions& options)
      : assets_(assets), options_(options) {
    for (const Asset& asset : assets)
      if (asset.audience == Audience::browsers) published_.insert(asset.path);
  }

  std::string text() {
    to_.key("assets").open_object();
    for (const Asset& asset : assets_)
      if (asset.audience == Audience::browsers) add(asset);
    to_.close();
    to_.key("publicPath").text(options_.public_path);
    to_.key("schema").number(1);
    return to_.finish();
  }

 private:
  // Its members by the alphabet.
  void add(const Asset& asset) {
    const BundleRelations& relations = asset.relations;
    to_.key(asset.path).open_object();
    if (!relations.styles.empty()) add_paths("css", relations.styles);
    if (!relations.dynamic.empty()) add_paths("dynamicImports", relations.dynamic);
    add_encodings(asset);
    if (relations.role == BundleRelations::Role::entry) to_.key("entry").yes();
    to_.key("file").text(asset.file);
    to_.key("integrity").text(integrity_of(asset.fingerprint));
    if (published_.contains(asset.map)) to_.key("map").text(asset.map);
    if (!relations.preload.empty()) add_paths("preload", relations.preload);
    if (asset.naming == Naming::query) to_.key("query").text("v=" + options_.version);
    add_paths("references", asset.references);
    to_.key("sha256").text(to_hex(asset.fingerprint.sha256));
    to_.key("size").number(asset.fingerprint.size);
    if (!relations.source.empty() && relations.source != asset.path)
      to_.key("source").text(relations.source);
    to_.key("type").text(media_type_of(asset.path));
    to_.close();
  }

  void add_encodings(const Asset& asset) {
    if (asset.variants.empty()) return;
    to_.key("encodings").open_object();
    for (const Variant& variant : asset.variants)
      to_.key(extension_of(variant.codec)).number(variant.size);
    to_.close();
  }

  void add_paths(std::string_view key, const std::vector<std::size_t>& numbers) {
    to_.key(key).open_list();
    for (const std::size_t number : numbers) to_.text(assets_[number].path);
    to_.close();
  }

  const std::vector<Asset>& assets_;
  const AssetOptions& options_;
  std::unordered_set<std::string_view> published_;
  JsonText to_;
};

}  // namespace

std::string manifest_of(const std::vector<Asset>& assets, const AssetOptions& options) {
  return Manifest(assets, options).text();
}

}  // namespace shipit
