// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/compressor.hpp>
#include <assets/language.hpp>
#include <assets/precompress.hpp>
#include <atomic>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <tuple>
#include <unordered_map>

namespace shipit {
namespace {

// One content in one encoding, for all files that hold it.
struct Task {
  Encoding encoding;
  std::vector<std::size_t> assets;  // by their numbers
  Compressed done{};
};

// About how long a byte takes, from measurements (a tree of ten npm packages).
std::uint64_t weight_of(const Encoding& encoding) {
  switch (encoding.codec) {
    case Codec::gzip:
      return encoding.level > 9 ? 6 : 1;
    case Codec::brotli:
      return encoding.level > 9 ? 50 : 2;
    case Codec::zstd:
      return encoding.level > 9 ? 15 : 1;
  }
  return 1;
}

// One file in one encoding.
struct Wish {
  std::string_view content;
  Encoding encoding;
  std::size_t asset;

  auto order() const { return std::tuple(content, encoding.codec, encoding.level, asset); }
};

std::vector<Task> tasks_of(const std::vector<Asset>& assets, const Precompression& wanted) {
  std::vector<Wish> wishes;
  for (std::size_t i = 0; i < assets.size(); ++i) {
    const Asset& asset = assets[i];
    if (asset.audience != Audience::browsers) continue;
    for (const Encoding& encoding : encodings_for(asset.file, asset.fingerprint.size, wanted))
      wishes.push_back({asset.fingerprint.sha256, encoding, i});
  }
  std::sort(wishes.begin(), wishes.end(),
            [](const Wish& a, const Wish& b) { return a.order() < b.order(); });
  std::vector<Task> tasks;
  for (const Wish& wish : wishes) {
    const bool same = !tasks.empty() && tasks.back().encoding == wish.encoding &&
                      assets[tasks.back().assets.front()].fingerprint.sha256 == wish.content;
    if (!same) tasks.push_back({wish.encoding, {}});
    tasks.back().assets.push_back(wish.asset);
  }
  const auto cost = [&](const Task& task) {
    return assets[task.assets.front()].fingerprint.size * weight_of(task.encoding);
  };
  std::stable_sort(tasks.begin(), tasks.end(),
                   [&](const Task& a, const Task& b) { return cost(a) > cost(b); });
  return tasks;
}

// Every name that is taken, of files and of the folders that they are in.
std::unordered_map<std::string_view, const Asset*> names_of(const std::vector<Asset>& assets) {
  std::unordered_map<std::string_view, const Asset*> names;
  for (const Asset& asset : assets) {
    if (asset.audience != Audience::browsers) continue;
    std::string_view name = asset.file;
    // What is around a folder that is known is known.
    while (names.emplace(name, &asset).second && name.find('/') != std::string_view::npos)
      name = name.substr(0, name.rfind('/'));
  }
  return names;
}

class Run {
 public:
  Run(const std::vector<Asset>& assets, const VariantPlaces& places, KnownVariants known)
      : assets_(assets),
        places_(places),
        known_(std::move(known)),
        vacant_(is_vacant(places.folder)) {}

  Compressed work(const Task& task) {
    const std::string& content = assets_[task.assets.front()].fingerprint.sha256;
    const std::optional<Compressed> known = known_.find(content, task.encoding);
    if (known && is_there(task, *known)) return *known;
    const std::string bytes = bytes_of(task, content);
    if (bytes.empty()) return {};
    for (const std::size_t number : task.assets)
      places_.made.add(variant_file(assets_[number], task.encoding.codec), bytes);
    return {.size = bytes.size(), .sha256 = hash(HashKind::sha256, bytes)};
  }

 private:
  std::string place_of(std::size_t number, const Task& task) const {
    return places_.folder.native() + "/" + variant_file(assets_[number], task.encoding.codec);
  }

  bool is_there(const Task& task, const Compressed& known) const {
    if (known.size == 0 || vacant_) return known.size == 0;
    return std::all_of(task.assets.begin(), task.assets.end(), [&](std::size_t number) {
      const std::string file = place_of(number, task);
      return places_.index.holds(file, known.sha256) || holds_variant(file, known);
    });
  }

  // Nothing when they would save too little.
  std::string bytes_of(const Task& task, const std::string& content) {
    const std::string key = cache_key(content, task.encoding);
    if (places_.cache != nullptr)
      if (std::optional<std::string> kept = places_.cache->get(key)) return *std::move(kept);
    std::string bytes = compressed(task, content);
    if (places_.cache != nullptr) places_.cache->put(key, bytes);
    return bytes;
  }

  std::string compressed(const Task& task, const std::string& content) {
    const Asset& asset = assets_[task.assets.front()];
    std::optional<std::string> read;
    if (asset.source != nullptr &&
        !(read = places_.index.read(*asset.source, language_of(asset.path), content)))
      throw Error(asset.origin + " changed while it was being compressed").help("build again");
    const std::string& text = read ? *read : asset.content;
    std::string bytes = compressor_.compress(text, task.encoding);
    return is_worth_it(text.size(), bytes.size()) ? bytes : std::string();
  }

  const std::vector<Asset>& assets_;
  const VariantPlaces& places_;
  KnownVariants known_;
  bool vacant_;
  Compressor compressor_;
};

}  // namespace

std::string cache_key(const std::string& content, const Encoding& encoding) {
  constexpr std::string_view purpose{"shipit compressed form 1", 25};  // with the NUL at its end
  return Hash(HashKind::sha256)
      .add(purpose)
      .add(kind_of(encoding))
      .add({"\0", 1})
      .add(content)
      .finish();
}

bool holds_variant(const Path& file, const Compressed& compressed) {
  const std::optional<Stamp> stamp = stamp_of(file);
  return stamp && stamp->size == compressed.size &&
         hash(HashKind::sha256, read_file(file)) == compressed.sha256;
}

void check_variant_names(const std::vector<Asset>& assets, const Precompression& wanted) {
  if (wanted.profile == Profile::dev) return;
  const std::unordered_map<std::string_view, const Asset*> names = names_of(assets);
  for (const Asset& asset : assets) {
    if (asset.audience != Audience::browsers) continue;
    for (const Encoding& encoding : encodings_for(asset.file, asset.fingerprint.size, wanted)) {
      const std::string file = variant_file(asset, encoding.codec);
      const auto other = names.find(file);
      if (other == names.end()) continue;
      throw Error("two files want to be published as " + quote(file))
          .note("one is " + other->second->origin)
          .note("the other is what " + asset.origin + " is compressed to")
          .help("remove the first, for compressed files are made by the build, or rename it");
    }
  }
}

void precompress(std::vector<Asset>& assets, const Precompression& wanted,
                 const VariantPlaces& places) {
  std::vector<Task> tasks;
  {
    KnownVariants before;
    for_each_index(2, [&](std::size_t i) {
      if (i == 0)
        tasks = tasks_of(assets, wanted);
      else
        before = KnownVariants::read(places.known);
    });
    Run run(assets, places, std::move(before));
    std::atomic<std::uint64_t> done = 0;
    for_each_index(tasks.size(), [&](std::size_t i) {
      tasks[i].done = run.work(tasks[i]);
      if (places.progress) places.progress(++done, tasks.size());
    });
  }
  KnownVariants known;
  for (const Task& task : tasks) {
    known.add(assets[task.assets.front()].fingerprint.sha256, task.encoding, task.done);
    if (task.done.size == 0) continue;
    for (const std::size_t number : task.assets)
      assets[number].variants.push_back({task.encoding.codec, task.done.size, task.done.sha256});
  }
  for (Asset& asset : assets)
    std::sort(asset.variants.begin(), asset.variants.end(), [](const Variant& a, const Variant& b) {
      return extension_of(a.codec) < extension_of(b.codec);
    });
  if (!tasks.empty() || stamp_of(places.known)) known.write(places.known);
}

}  // namespace shipit
