// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/digest.hpp>
#include <assets/maps.hpp>
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <base/parallel.hpp>
#include <map>
#include <utility>

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
  std::optional<std::string> moved = shifted_map(text, map.path, {asset.content, replacements});
  if (!moved) return;
  map.content = *std::move(moved);
  map.source = nullptr;
}

}  // namespace

std::vector<std::string> move_maps(std::vector<Asset>& assets, const std::string& public_path) {
  // A map that several texts name tells the truth of none.
  std::map<std::string, std::size_t> uses;
  for (const Asset& asset : assets)
    if (!asset.map.empty()) ++uses[asset.map];
  std::vector<std::pair<const Asset*, Asset*>> moves;
  for (const Asset& asset : assets) {
    const bool moves_it = !asset.splices.empty() && asset.splices.front().begin < asset.code_end;
    Asset* const map = asset.map.empty() || !moves_it ? nullptr : find(assets, asset.map);
    if (map != nullptr && uses[asset.map] == 1) moves.emplace_back(&asset, map);
  }
  std::vector<std::string> warnings(moves.size());
  for_each_index(moves.size(), [&](std::size_t i) {
    const auto& [asset, map] = moves[i];
    try {
      move_map(*map, *asset, replacements_of(*asset, assets, public_path));
    } catch (const Error& error) {
      warnings[i] = map->origin + ": " + error.message();
    }
  });
  std::erase(warnings, "");
  return warnings;
}

void name_kept_back(std::vector<Asset>& assets) {
  for (const Asset& asset : assets)
    if (Asset* const map = asset.map.empty() ? nullptr : find(assets, asset.map);
        map != nullptr && map->audience == Audience::kept_back)
      map->file = asset.file + ".map";
}

}  // namespace shipit
