// SPDX-License-Identifier: Apache-2.0
#include <assets/publish.hpp>
#include <atomic>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <set>

namespace shipit {
namespace {

struct Wanted {
  std::vector<const Asset*> assets;
  std::set<std::string> files;
  std::set<std::string> folders;
};

void add_name(const std::string& name, Wanted& wanted) {
  wanted.files.insert(name);
  for (std::size_t end = name.rfind('/'); end != std::string::npos; end = name.rfind('/', end - 1))
    if (!wanted.folders.insert(name.substr(0, end)).second) return;
}

Wanted wanted_of(const std::vector<Asset>& assets, Audience audience) {
  Wanted wanted;
  if (audience == Audience::browsers) wanted.files.insert(manifest_name);
  for (const Asset& asset : assets) {
    if (asset.audience != audience) continue;
    wanted.assets.push_back(&asset);
    add_name(asset.file, wanted);
    for (const Variant& variant : asset.variants)
      wanted.files.insert(variant_file(asset, variant.codec));
  }
  return wanted;
}

// A file where a folder must be, and the other way round, would stop the writing.
void clear_way(const Path& folder, const Wanted& wanted) {
  if (!std::filesystem::exists(folder)) return;
  for (const Found& found : walk(folder)) {
    const bool is_folder = found.kind == FileKind::folder;
    const bool in_the_way =
        is_folder ? wanted.files.contains(found.path) : wanted.folders.contains(found.path);
    const bool odd = found.kind == FileKind::symlink || found.kind == FileKind::other;
    if (in_the_way || odd) remove_tree(folder / found.path);
  }
}

void remove_unwanted(const Path& folder, const Wanted& wanted) {
  const std::vector<Found> all = walk(folder);
  for (auto found = all.rbegin(); found != all.rend(); ++found) {
    const std::set<std::string>& names =
        found->kind == FileKind::folder ? wanted.folders : wanted.files;
    if (!names.contains(found->path)) remove_tree(folder / found->path);
  }
}

Written write(const Asset& asset, const Path& file) {
  if (asset.source.empty()) return write_file(file, asset.content);
  const std::optional<Stamp> there = stamp_of(file);
  if (there && there->size == asset.fingerprint.size &&
      sha256_of_file(file) == asset.fingerprint.sha256)
    return Written::unchanged;
  AtomicFile copy(file);
  Hash running(HashKind::sha256);
  read_file(asset.source, [&](std::string_view bytes) {
    running.add(bytes);
    copy.write(bytes);
  });
  if (running.finish() != asset.fingerprint.sha256) throw changed(asset);
  copy.commit();
  return Written::changed;
}

Written settle(const Asset& asset, const Path& file, KeptIndex& index) {
  if (index.holds(file, asset.fingerprint.sha256)) return Written::unchanged;
  const Written written = write(asset, file);
  index.note(file, asset.fingerprint.sha256);
  return written;
}

// The folders may be on two file systems.
void move(const Path& from, const Path& to) {
  std::error_code other_file_system;
  std::filesystem::rename(from, to, other_file_system);
  if (other_file_system) write_file(to, read_file(from));
}

bool have_one_time(const Path& one, const Path& other) {
  const std::optional<Stamp> a = stamp_of(one), b = stamp_of(other);
  return a && b && a->mtime == b->mtime;
}

// The compressed forms come first: where there is one, a server doesn't look at the file. Both have
// the same time, which servers compare.
Written settle_with_variants(const Asset& asset, const PublishPlaces& places) {
  const Path file = places.folder / asset.file;
  std::vector<std::pair<Path, const Variant*>> unsettled;
  for (const Variant& variant : asset.variants) {
    const std::string name = variant_file(asset, variant.codec);
    const Path to = places.folder / name;
    if (stamp_of(places.variants / name)) {
      make_folders(to.parent_path());
      move(places.variants / name, to);
    } else if (places.index.holds(to, variant.sha256) && have_one_time(file, to)) {
      continue;
    }
    unsettled.emplace_back(to, &variant);
  }
  const Written written = settle(asset, file, places.index);
  for (const auto& [to, variant] : unsettled) {
    copy_time(file, to);
    places.index.note(to, variant->sha256);
  }
  return written;
}

// First what has a digest and so may be named by others, then what browsers ask for by itself.
std::size_t settle_all(const Wanted& wanted, const PublishPlaces& places) {
  clear_way(places.folder, wanted);
  std::atomic<std::size_t> changed{0};
  for (const bool with_digest : {true, false})
    for_each_index(wanted.assets.size(), [&](std::size_t i) {
      const Asset& asset = *wanted.assets[i];
      if ((asset.naming == Naming::digested) != with_digest) return;
      if (settle_with_variants(asset, places) == Written::changed) ++changed;
    });
  return changed;
}

// Ninja and Make have made it before, with the mode that their umask lets through.
void set_mode(const Path& folder) {
  constexpr auto mode = static_cast<std::filesystem::perms>(0755);
  make_folders(folder);
  std::error_code not_ours;
  if (std::filesystem::status(folder).permissions() != mode)
    std::filesystem::permissions(folder, mode, not_ours);
}

}  // namespace

std::size_t publish(const std::vector<Asset>& assets, const Manifests& manifests,
                    const PublishPlaces& places) {
  const Path& folder = places.folder;
  Wanted wanted = wanted_of(assets, Audience::browsers);
  for (const auto& [name, text] : manifests.others) add_name(name, wanted);
  set_mode(folder);
  std::size_t changed = settle_all(wanted, places);
  for (const auto& [name, text] : manifests.others) {
    if (write_file(folder / name, text) == Written::changed) ++changed;
    places.index.note(folder / name, hash(HashKind::sha256, text));
  }
  if (write_file(folder / manifest_name, manifests.own) == Written::changed) ++changed;
  try {
    remove_unwanted(folder, wanted);
  } catch (...) {
    // A new manifest would make the build tool believe that all is done.
    remove_tree(folder / manifest_name);
    throw;
  }
  return changed;
}

void publish_kept_back(const std::vector<Asset>& assets, const Path& folder, KeptIndex& index) {
  const Wanted wanted = wanted_of(assets, Audience::kept_back);
  if (wanted.assets.empty()) return remove_tree(folder);
  clear_way(folder, wanted);
  for_each_index(wanted.assets.size(), [&](std::size_t i) {
    settle(*wanted.assets[i], folder / wanted.assets[i]->file, index);
  });
  remove_unwanted(folder, wanted);
}

}  // namespace shipit
