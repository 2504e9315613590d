// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/manifest.hpp>
#include <base/hash.hpp>
#include <base/json_text.hpp>
#include <base/parallel.hpp>
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
    JsonText all;
    all.key("assets").open_object();
    std::vector<JsonText> pieces((assets_.size() + portion - 1) / portion, all.piece());
    for_each_index(pieces.size(), [&](std::size_t i) {
      const std::size_t end = std::min((i + 1) * portion, assets_.size());
      for (std::size_t one = i * portion; one < end; ++one)
        if (assets_[one].audience == Audience::browsers) add(assets_[one], pieces[i]);
    });
    all.add(pieces);
    all.close();
    all.key("publicPath").text(options_.public_path);
    all.key("schema").number(1);
    return all.finish();
  }

 private:
  static constexpr std::size_t portion = 512;

  // Its members by the alphabet.
  void add(const Asset& asset, JsonText& to) const {
    const BundleRelations& relations = asset.relations;
    to.key(asset.path).open_object();
    if (!relations.styles.empty()) add_paths("css", relations.styles, to);
    if (!relations.dynamic.empty()) add_paths("dynamicImports", relations.dynamic, to);
    add_encodings(asset, to);
    if (relations.role == BundleRelations::Role::entry) to.key("entry").yes();
    to.key("file").text(asset.file);
    to.key("integrity").text(integrity_of(asset.fingerprint));
    if (published_.contains(asset.map)) to.key("map").text(asset.map);
    if (!relations.preload.empty()) add_paths("preload", relations.preload, to);
    if (asset.naming == Naming::query) to.key("query").text("v=" + options_.version);
    add_paths("references", asset.references, to);
    to.key("sha256").text(to_hex(asset.fingerprint.sha256));
    to.key("size").number(asset.fingerprint.size);
    if (!relations.source.empty() && relations.source != asset.path)
      to.key("source").text(relations.source);
    to.key("type").text(media_type_of(asset.path));
    to.close();
  }

  static void add_encodings(const Asset& asset, JsonText& to) {
    if (asset.variants.empty()) return;
    to.key("encodings").open_object();
    for (const Variant& variant : asset.variants)
      to.key(extension_of(variant.codec)).number(variant.size);
    to.close();
  }

  void add_paths(std::string_view key, const std::vector<std::size_t>& numbers,
                 JsonText& to) const {
    to.key(key).open_list();
    for (const std::size_t number : numbers) to.text(assets_[number].path);
    to.close();
  }

  const std::vector<Asset>& assets_;
  const AssetOptions& options_;
  std::unordered_set<std::string_view> published_;
};

}  // namespace

std::string manifest_of(const std::vector<Asset>& assets, const AssetOptions& options) {
  return Manifest(assets, options).text();
}

}  // namespace shipit
