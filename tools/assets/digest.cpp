// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/digest.hpp>
#include <assets/groups.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <functional>
#include <unordered_map>

namespace shipit {
namespace {

using Group = std::vector<std::size_t>;  // of assets, by their numbers, sorted

std::string text_of(const Splice& splice, const Asset& target, const std::string& public_path) {
  if (splice.form == Splice::Form::text) return splice.text;
  if (splice.form == Splice::Form::integrity) return integrity_of(target.fingerprint);
  if (splice.form == Splice::Form::url) return public_path + url_path(target.file);
  return target.naming == Naming::digested ? "-" + target.digest : "";
}

class Namer {
 public:
  Namer(std::vector<Asset>& assets, const std::string& public_path)
      : assets_(assets), public_path_(public_path) {}

  void finish(Asset& asset) const {
    if (!asset.fingerprint.sha256.empty()) return;
    asset.content = filled(asset, [](const Splice&) { return true; });
    asset.splices.clear();
    asset.fingerprint = fingerprint_of(asset.content);
  }

  void name_group(const Group& group) {
    Asset& asset = assets_[group.front()];
    // Only what says the integrity of one that keeps its name waits for it.
    const bool keeps_name = group.size() == 1 && asset.naming != Naming::digested;
    if (!keeps_name && (group.size() > 1 || refers_to(group.front(), group)))
      return name_circle(group);
    check_integrity(group);
    finish(asset);
    if (keeps_name) return;
    set_name(asset, to_base32(asset.fingerprint.sha256));
  }

 private:
  bool refers_to(std::size_t from, const Group& group) const {
    const std::vector<Splice>& splices = assets_[from].splices;
    return std::any_of(splices.begin(), splices.end(), [&](const Splice& splice) {
      return splice.form != Splice::Form::text &&
             std::binary_search(group.begin(), group.end(), splice.target);
    });
  }

  // Bytes can't depend on bytes that depend on them.
  void check_integrity(const Group& group) const {
    for (const std::size_t member : group)
      for (const Splice& splice : assets_[member].splices) {
        if (splice.form != Splice::Form::integrity ||
            !std::binary_search(group.begin(), group.end(), splice.target))
          continue;
        const Asset& target = assets_[splice.target];
        throw Error(assets_[member].origin + " says the integrity of " + quote(target.path) +
                    ", whose bytes depend on the name of " + quote(assets_[member].path))
            .help("let the name stay, NAMES KEEP " + assets_[member].path +
                  ", or take one of the two references out");
      }
  }

  // Names can't depend on bytes that depend on names: the members' bytes count without the names of
  // one another.
  void name_circle(const Group& group) {
    check_integrity(group);
    const auto outside = [&](const Splice& splice) {
      return splice.form == Splice::Form::text ||
             !std::binary_search(group.begin(), group.end(), splice.target);
    };
    Hash running(HashKind::sha256);
    if (says_whole_urls(group)) running.add(public_path_).add({"\0", 1});
    for (const std::size_t member : group) {
      const std::string bytes = filled(assets_[member], outside);
      running.add(assets_[member].path).add({"\0", 1});
      running.add(std::to_string(bytes.size())).add({"\0", 1}).add(bytes);
    }
    const std::string shared = running.finish();
    for (const std::size_t member : group) {
      Asset& asset = assets_[member];
      set_name(
          asset,
          to_base32(Hash(HashKind::sha256).add(shared).add({"\0", 1}).add(asset.path).finish()));
    }
    for (const std::size_t member : group) finish(assets_[member]);
  }

  // Whether the members' bytes hold more of one another than names.
  bool says_whole_urls(const Group& group) const {
    return std::any_of(group.begin(), group.end(), [&](std::size_t member) {
      const std::vector<Splice>& splices = assets_[member].splices;
      return std::any_of(splices.begin(), splices.end(), [&](const Splice& splice) {
        return splice.form == Splice::Form::url &&
               std::binary_search(group.begin(), group.end(), splice.target);
      });
    });
  }

  static void set_name(Asset& asset, const std::string& digest) {
    asset.digest = digest.substr(0, digest_length);
    asset.file = asset.path;
    asset.file.insert(digest_position(asset.path), "-" + asset.digest);
  }

  std::string filled(const Asset& asset, const std::function<bool(const Splice&)>& wanted) const {
    std::string bytes;
    std::size_t done = 0;
    for (const Splice& splice : asset.splices) {
      if (!wanted(splice)) continue;
      bytes.append(asset.content, done, splice.begin - done);
      bytes += text_of(splice, assets_[splice.target], public_path_);
      done = splice.end;
    }
    return bytes.append(asset.content, done);
  }

  std::vector<Asset>& assets_;
  const std::string& public_path_;
};

// Those of a level need only what is in levels before it.
std::vector<std::vector<Group>> levels_of(std::vector<Group> groups,
                                          const std::vector<std::vector<std::size_t>>& needs) {
  std::vector<std::vector<Group>> levels;
  std::vector<std::size_t> above(needs.size());  // of each asset, the number of its level and one
  for (Group& group : groups) {
    std::size_t level = 0;
    for (const std::size_t member : group)
      for (const std::size_t need : needs[member]) level = std::max(level, above[need]);
    for (const std::size_t member : group) above[member] = level + 1;
    if (level == levels.size()) levels.emplace_back();
    levels[level].push_back(std::move(group));
  }
  return levels;
}

void check_collisions(const std::vector<Asset>& assets) {
  std::unordered_map<std::string_view, const Asset*> claims;
  claims.reserve(assets.size());
  for (const Asset& asset : assets) {
    const auto [claim, is_new] = claims.emplace(asset.file, &asset);
    if (is_new) continue;
    throw Error("two files want to be published as " + quote(asset.file))
        .note("one is " + claim->second->origin)
        .note("the other is " + asset.origin)
        .help("rename one of them");
  }
}

}  // namespace

std::size_t length_of(const Splice& splice, const Asset& target, const std::string& public_path) {
  constexpr std::size_t integrity_length = 7 + 64;  // "sha384-" and 48 bytes in base64
  const std::size_t digest = target.naming == Naming::digested ? digest_length + 1 : 0;
  if (splice.form == Splice::Form::integrity) return integrity_length;
  if (splice.form == Splice::Form::text) return splice.text.size();
  if (splice.form == Splice::Form::digest) return digest;
  return public_path.size() + url_path(target.path).size() + digest;
}

void name_assets(std::vector<Asset>& assets, const std::string& public_path) {
  // The name of an asset without a digest is known from the start, so nothing waits for it.
  for (Asset& asset : assets)
    if (asset.naming != Naming::digested) asset.file = asset.path;
  std::vector<std::vector<std::size_t>> needs(assets.size());
  for (std::size_t i = 0; i < assets.size(); ++i)
    for (const Splice& splice : assets[i].splices)
      if (splice.form == Splice::Form::integrity ||
          (splice.form != Splice::Form::text && assets[splice.target].naming == Naming::digested))
        needs[i].push_back(splice.target);

  Namer namer(assets, public_path);
  for (const std::vector<Group>& level : levels_of(groups_in_order(needs), needs))
    for_each_index(level.size(), [&](std::size_t i) { namer.name_group(level[i]); });
  check_collisions(assets);
}

}  // namespace shipit
