// SPDX-License-Identifier: Apache-2.0
#include <assets/foreign_manifests.hpp>
#include <assets/manifest.hpp>
#include <assets/publish.hpp>
#include <assets/vite_manifest.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

using Assets = std::vector<Asset>;

Json propshaft(const Assets& assets) {
  Json all = Json::object();
  for (const Asset& asset : assets)
    if (asset.audience == Audience::browsers)
      all[asset.path] = {{"digested_path", asset.file},
                         {"integrity", integrity_of(asset.fingerprint)}};
  return all;
}

Json django(const Assets& assets) {
  Json paths = Json::object();
  for (const Asset& asset : assets)
    if (asset.audience == Audience::browsers) paths[asset.path] = asset.file;
  const std::string digest = to_hex(hash(HashKind::sha256, to_text(paths))).substr(0, 12);
  return {{"version", "1.0"}, {"hash", digest}, {"paths", std::move(paths)}};
}

Json phoenix(const Assets& assets, const std::string& public_path) {
  const std::string top = public_path.substr(1);
  Json latest = Json::object();
  Json digests = Json::object();
  for (const Asset& asset : assets) {
    if (asset.audience == Audience::kept_back || asset.naming != Naming::digested) continue;
    latest[top + asset.path] = top + asset.file;
    digests[top + asset.file] = {{"logical_path", top + asset.path},
                                 {"mtime", 0},
                                 {"size", asset.fingerprint.size},
                                 {"digest", asset.digest}};
  }
  return {{"version", 1}, {"latest", std::move(latest)}, {"digests", std::move(digests)}};
}

Json manifest_in(ManifestFormat format, const Assets& assets, const std::string& public_path) {
  switch (format) {
    case ManifestFormat::vite:
      return vite_manifest(assets);
    case ManifestFormat::propshaft:
      return propshaft(assets);
    case ManifestFormat::django:
      return django(assets);
    case ManifestFormat::phoenix:
      return phoenix(assets, public_path);
  }
  return {};
}

}  // namespace

const char* foreign_name(ManifestFormat format) {
  switch (format) {
    case ManifestFormat::vite:
      return ".vite/manifest.json";
    case ManifestFormat::propshaft:
      return ".manifest.json";
    case ManifestFormat::django:
      return "staticfiles.json";
    case ManifestFormat::phoenix:
      return "cache_manifest.json";
  }
  return "";
}

std::map<std::string, std::string> foreign_manifests(const Assets& assets,
                                                     const AssetOptions& options) {
  std::map<std::string, std::string> all;
  for (const ManifestFormat format : options.manifests)
    all[foreign_name(format)] = to_text(manifest_in(format, assets, options.public_path));
  for (const Asset& asset : assets)
    if (asset.file == manifest_name || all.contains(asset.file))
      throw Error(asset.origin + " wants the name of the manifest " + quote(asset.file))
          .help("rename it, or let its name have a digest");
  return all;
}

}  // namespace shipit
