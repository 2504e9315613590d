// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/language.hpp>
#include <assets/publish.hpp>
#include <atomic>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <optional>
#include <unordered_set>

namespace shipit {
namespace {

using WantedAssets = std::vector<const Asset*>;

WantedAssets wanted_of(const std::vector<Asset>& assets, Audience audience) {
  WantedAssets wanted;
  for (const Asset& asset : assets)
    if (asset.audience == audience) wanted.push_back(&asset);
  return wanted;
}

void add_name(PublishedNames& names, std::string_view name) {
  names.files.insert(name);
  for (std::size_t end = name.rfind('/'); end != std::string_view::npos;
       end = name.rfind('/', end - 1))
    if (!names.folders.insert(name.substr(0, end)).second) return;
}

// A file where a folder must be, and the other way round, would stop the writing. Returns what else
// there is.
std::vector<Found> clear_way(const Path& folder, const PublishedNames& names,
                             std::vector<Found> rest) {
  std::vector<std::string> removed;
  std::erase_if(rest, [&](const Found& found) {
    const bool is_folder = found.kind == FileKind::folder;
    const bool in_the_way =
        is_folder ? names.files.contains(found.path) : names.folders.contains(found.path);
    const bool odd = found.kind == FileKind::symlink || found.kind == FileKind::other;
    if (!in_the_way && !odd) return false;
    remove_tree(folder / found.path);
    removed.push_back(found.path + "/");
    return true;
  });
  std::erase_if(rest, [&](const Found& found) {
    return std::any_of(removed.begin(), removed.end(),
                       [&](const std::string& top) { return found.path.starts_with(top); });
  });
  return rest;
}

void remove_unwanted(const Path& folder, const std::vector<Found>& all,
                     const PublishedNames& names) {
  for (auto found = all.rbegin(); found != all.rend(); ++found)
    if (!(found->kind == FileKind::folder ? names.folders : names.files).contains(found->path))
      remove_tree(folder / found->path);
}

// Gives the sink what the asset holds.
void pour(const Asset& asset, KeptIndex& index, const Shelf::Sink& sink) {
  constexpr std::uint64_t most_at_once = std::uint64_t{1} << 22;
  const Fingerprint& print = asset.fingerprint;
  if (asset.source == nullptr) return sink(asset.content);
  if (const std::string* held = index.held().find(*asset.source, print.sha256)) return sink(*held);
  if (print.size <= most_at_once) {
    const auto bytes = index.read(*asset.source, language_of(asset.path), print.sha256);
    if (!bytes) throw changed(asset.origin);
    return sink(*bytes);
  }
  Hash running(HashKind::sha256);
  read_file(*asset.source, [&](std::string_view bytes) {
    running.add(bytes);
    sink(bytes);
  });
  if (running.finish() != print.sha256) throw changed(asset.origin);
}

Written write(const Asset& asset, const Path& file, KeptIndex& index) {
  if (asset.source == nullptr) return write_file(file, asset.content);
  const std::optional<Stamp> there = stamp_of(file);
  if (there && there->size == asset.fingerprint.size &&
      sha256_of_file(file) == asset.fingerprint.sha256)
    return Written::unchanged;
  AtomicFile copy(file);
  pour(asset, index, [&](std::string_view bytes) { copy.write(bytes); });
  copy.commit();
  return Written::changed;
}

// The files that a folder has. What the index says of a file was seen before the way was cleared.
class Present {
 public:
  explicit Present(const std::vector<Found>& all) {
    for (const Found& found : all)
      if (found.kind == FileKind::regular) names_.insert(found.path);
  }
  bool has(std::string_view name) const { return names_.contains(name); }

 private:
  std::unordered_set<std::string_view> names_;
};

Written settle(const Asset& asset, const std::string& file, KeptIndex& index,
               const Present& present) {
  if (present.has(asset.file) && index.holds(file, asset.fingerprint.sha256))
    return Written::unchanged;
  const Written written = write(asset, file, index);
  index.note(file, asset.fingerprint.sha256);
  return written;
}

// The folders may be on two file systems.
void move(const Path& from, const Path& to) {
  std::error_code other_file_system;
  std::filesystem::rename(from, to, other_file_system);
  if (other_file_system) write_file(to, read_file(from));
}

// The compressed forms come first: where there is one, a server doesn't look at the file. Both have
// the same time, which servers compare.
Written settle_with_variants(const Asset& asset, const PublishPlaces& places,
                             const Present& present) {
  const std::string folder = places.folder.native() + "/";
  const std::string file = folder + asset.file;
  std::optional<std::int64_t> held;
  if (present.has(asset.file)) held = places.index.time_of(file, asset.fingerprint.sha256);
  std::vector<std::pair<std::string, const Variant*>> unsettled;
  for (const Variant& variant : asset.variants) {
    const std::string name = variant_file(asset, variant.codec);
    const std::string to = folder + name;
    if (places.variants.find(name)) {
      make_folders(Path(to).parent_path());
      move(places.variants.folder() / name, to);
    } else if (held && present.has(name) && places.index.time_of(to, variant.sha256) == held) {
      continue;
    }
    unsettled.emplace_back(to, &variant);
  }
  const Written written = held ? Written::unchanged : settle(asset, file, places.index, present);
  for (const auto& [to, variant] : unsettled) {
    copy_time(file, to);
    places.index.note(to, variant->sha256);
  }
  return written;
}

// First what has a digest and so may be named by others, then what browsers ask for by itself.
std::size_t settle_all(const WantedAssets& wanted, const PublishPlaces& places,
                       const Present& present) {
  std::atomic<std::size_t> changed{0};
  for (const bool with_digest : {true, false})
    for_each_index(wanted.size(), [&](std::size_t i) {
      const Asset& asset = *wanted[i];
      if ((asset.naming == Naming::digested) != with_digest) return;
      if (settle_with_variants(asset, places, present) == Written::changed) ++changed;
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

std::vector<Shelved> shelve(const Asset& asset, const PublishPlaces& places) {
  const Shelf& shelf = places.variants;
  const std::string folder = places.folder.native() + "/";
  const auto fill = [&](const Shelf::Sink& sink) { pour(asset, places.index, sink); };
  std::vector<Shelved> all;
  all.push_back({folder + asset.file, shelf.add(asset.file, fill), asset.fingerprint.sha256});
  for (const Variant& variant : asset.variants) {
    const std::string name = variant_file(asset, variant.codec);
    const auto stamp = shelf.find(name);
    if (!stamp) throw changed(asset.origin);  // the folder was emptied since it was compressed
    all.push_back({folder + name, *stamp, variant.sha256});
  }
  return all;
}

// Whether the place is to be had at once. Only then is anything in it.
bool publish_as_whole(Shelves& shelves, const Manifests& manifests, const PublishPlaces& places) {
  for (const auto& [name, text] : manifests.others)
    shelves.push_back({{places.folder.native() + "/" + name, places.variants.add(name, text),
                        hash(HashKind::sha256, text)}});
  places.variants.add(manifest_name, manifests.own);
  if (!places.variants.take_place(places.folder)) return false;
  for (std::vector<Shelved>& some : shelves)
    for (Shelved& one : some) places.index.note(std::move(one.output), one.stamp, one.identity);
  return true;
}

void survey(const WantedAssets& wanted, Preparation& prepared) {
  prepared.names.files.reserve(prepared.before.size());
  for (const Asset* asset : wanted) {
    add_name(prepared.names, asset->file);
    for (const Variant& variant : asset->variants)
      prepared.names.files.insert(
          prepared.variants.emplace_back(variant_file(*asset, variant.codec)));
  }
}

}  // namespace

std::vector<Found> there_in(const Path& folder) {
  return std::filesystem::exists(folder) ? walk(folder) : std::vector<Found>();
}

Preparation prepare(const std::vector<Asset>& assets, const PublishPlaces& places,
                    std::vector<Found> there) {
  Preparation prepared;
  const WantedAssets wanted = wanted_of(assets, Audience::browsers);
  if (is_vacant(places.folder)) {
    prepared.shelves.emplace(wanted.size());
    for_each_index(wanted.size(),
                   [&](std::size_t i) { (*prepared.shelves)[i] = shelve(*wanted[i], places); });
    return prepared;
  }
  prepared.before = std::move(there);
  survey(wanted, prepared);
  return prepared;
}

std::size_t publish(const std::vector<Asset>& assets, const Manifests& manifests,
                    const PublishPlaces& places, Preparation prepared) {
  const Path& folder = places.folder;
  const WantedAssets wanted = wanted_of(assets, Audience::browsers);
  if (prepared.shelves) {
    if (publish_as_whole(*prepared.shelves, manifests, places))
      return wanted.size() + manifests.others.size() + 1;
    prepared.before = there_in(folder);
    survey(wanted, prepared);
  }
  PublishedNames& names = prepared.names;
  add_name(names, manifest_name);
  for (const auto& [name, text] : manifests.others) add_name(names, name);
  set_mode(folder);
  const std::vector<Found> before = clear_way(folder, names, std::move(prepared.before));
  std::size_t changed = settle_all(wanted, places, Present(before));
  for (const auto& [name, text] : manifests.others) {
    if (write_file(folder / name, text) == Written::changed) ++changed;
    places.index.note(folder / name, hash(HashKind::sha256, text));
  }
  if (write_file(folder / manifest_name, manifests.own) == Written::changed) ++changed;
  try {
    remove_unwanted(folder, before, names);
  } catch (...) {
    // A new manifest would make the build tool believe that all is done.
    remove_tree(folder / manifest_name);
    throw;
  }
  return changed;
}

void publish_kept_back(const std::vector<Asset>& assets, const Path& folder, KeptIndex& index) {
  const WantedAssets wanted = wanted_of(assets, Audience::kept_back);
  if (wanted.empty()) return remove_tree(folder);
  PublishedNames names;
  for (const Asset* asset : wanted) add_name(names, asset->file);
  const std::vector<Found> before = clear_way(folder, names, there_in(folder));
  const Present present(before);
  for_each_index(wanted.size(), [&](std::size_t i) {
    settle(*wanted[i], folder.native() + "/" + wanted[i]->file, index, present);
  });
  remove_unwanted(folder, before, names);
}

}  // namespace shipit
