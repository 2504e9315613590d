// SPDX-License-Identifier: Apache-2.0
#include <assets/npm_packages.hpp>
#include <assets/published.hpp>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/text.hpp>
#include <base/with_help.hpp>
#include <cli/package_assets.hpp>
#include <cli/package_contents.hpp>
#include <deb/nginx_sites.hpp>

namespace shipit {
namespace {

constexpr const char* manifest_words = "the asset manifest";

// Of compressed forms the manifest knows the size.
bool has_encodings(const StagedTree& tree, const std::string& path, const PublishedAsset& asset) {
  for (const auto& [ending, size] : asset.encodings) {
    const Entry* file = tree.find(path + ending);
    if (file == nullptr || size != file->size) return false;
  }
  return true;
}

void settle(const StagedTree& tree, AssetTree& assets) {
  const std::string& manifest = assets.manifest.path;
  const Entry& entry = entry_of(tree, manifest, manifest_words);
  assets.manifest.sha256 = sha256_of(entry);
  const Published published = read_manifest(read_json(entry.source), manifest);
  const std::string folder(parent_of(manifest));
  for (const auto& [logical, asset] : published.assets) {
    const std::string path = folder + "/" + asset.file;
    const Entry* file = tree.find(path);
    if (file == nullptr || sha256_of(*file) != asset.sha256 || !has_encodings(tree, path, asset))
      throw Error("the asset " + quote(path) + " is not as its manifest says")
          .help("remove " + quote(std::string(parent_of(entry.source))) +
                " and the folder of the assets in the build tree, and build again");
    for (const auto& [ending, size] : asset.encodings)
      assets.precompressed.insert(ending.substr(1));
  }
}

// "shop.production" of "shop" is for production; any other is "shop" itself.
std::string environment_of(const std::string& file, const std::string& site) {
  return file.size() > site.size() + 1 ? file.substr(site.size() + 1) : "";
}

Path output_of(const PackagePlan::Assets& assets, const std::string& config) {
  return replace_all(assets.output, "$<CONFIG>", config);
}

}  // namespace

Path npm_file(const PackagePlan::Assets& assets, const std::string& config) {
  return npm_packages_file(output_of(assets, config));
}

void describe_assets(const PackagePlan& plan, const StagedTree& tree, const std::string& config,
                     Release& release) {
  for (const PackagePlan::Assets& assets : plan.assets) {
    release.assets.push_back(
        {released_file(tree, assets.manifest, manifest_words), assets.public_path});
    with_help("remove " + quote(output_of(assets, config).native()) + " and build again",
              [&] { release.npm.merge(read_npm_packages(npm_file(assets, config))); });
  }
}

void settle_assets(const StagedTree& tree, Release& release) {
  for (AssetTree& assets : release.assets) settle(tree, assets);
}

void describe_sites(const StagedTree& tree, Release& release) {
  for (const auto& [path, name] : nginx_site_files(tree))
    release.sites.push_back(
        {.name = name,
         .environment = environment_of(std::string(name_of(path)), name),
         .file = released_file(tree, path, "the site"),
         .certificates = nginx_certificates(read_file(tree.find(path)->source))});
}

}  // namespace shipit
