// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/digest.hpp>
#include <assets/maps.hpp>
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <map>

namespace shipit {
namespace {

Asset* find(std::vector<Asset>& assets, const std::string& path) {
  const auto found = std::lower_bound(
      assets.begin(), assets.end(), path,
      [](const Asset& asset, const std::string& wanted) { return asset.path < wanted; });
  return found == assets.end() || found->path != path ? nullptr : &*found;
}

std::vector<Replacement> replacements_of(const Asset& asset, const std::vector<Asset>& assets,
                                         const std::string& public_path) {
  std::vector<Replacement> all;
  for (const Splice& splice : asset.splices)
    all.push_back(
        {splice.begin, splice.end, length_of(splice, assets[splice.target], public_path)});
  return all;
}

void move_map(Asset& map, const Asset& asset, const std::vector<Replacement>& replacements) {
  const std::string text = map.source == nullptr ? map.content : read_file(*map.source);
  const Json before = parse_json(text, map.path);
  Json after = shifted_map(before, asset.content, replacements);
  if (after == before) return;
  map.content = map_text(after);
  map.source = nullptr;
}

}  // namespace

std::vector<std::string> move_maps(std::vector<Asset>& assets, const std::string& public_path) {
  // A map that several texts name tells the truth of none.
  std::map<std::string, std::size_t> uses;
  for (const Asset& asset : assets)
    if (!asset.map.empty()) ++uses[asset.map];
  std::vector<std::string> warnings;
  for (const Asset& asset : assets) {
    const bool moves = !asset.splices.empty() && asset.splices.front().begin < asset.code_end;
    Asset* const map = asset.map.empty() || !moves ? nullptr : find(assets, asset.map);
    if (map == nullptr || uses[asset.map] > 1) continue;
    try {
      move_map(*map, asset, replacements_of(asset, assets, public_path));
    } catch (const Error& error) {
      warnings.push_back(map->origin + ": " + error.message());
    }
  }
  return warnings;
}

void name_kept_back(std::vector<Asset>& assets) {
  for (const Asset& asset : assets)
    if (Asset* const map = asset.map.empty() ? nullptr : find(assets, asset.map);
        map != nullptr && map->audience == Audience::kept_back)
      map->file = asset.file + ".map";
}

}  // namespace shipit
