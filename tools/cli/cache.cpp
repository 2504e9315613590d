// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/value_store.hpp>
#include <cli/cache_place.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

struct CacheOptions {
  bool clear = false;
  bool json = false;
};

std::string megabytes(std::uint64_t bytes) {
  constexpr std::uint64_t mega = 1'000'000;
  return std::to_string((bytes + mega / 2) / mega) + " MB";
}

std::string percent(const StoreSummary& summary) {
  const std::uint64_t all = summary.hits + summary.misses;
  return all == 0 ? "" : " (" + std::to_string(100 * summary.hits / all) + " %)";
}

void show(const CachePlace& place, const StoreSummary& summary) {
  std::cout << "folder:  " << (place.folder.empty() ? "none" : place.folder.native()) << "\n"
            << "size:    " << megabytes(summary.bytes) << " of " << megabytes(place.bound) << " in "
            << summary.entries << " frames\n"
            << "hits:    " << summary.hits << " of " << summary.hits + summary.misses
            << percent(summary) << "\n";
}

void show_json(const CachePlace& place, const StoreSummary& summary) {
  std::cout << to_text(Json{{"folder", place.folder.native()},
                            {"bound", place.bound},
                            {"bytes", summary.bytes},
                            {"entries", summary.entries},
                            {"hits", summary.hits},
                            {"misses", summary.misses}});
}

void run_cache(const CacheOptions& options) {
  const CachePlace place = cache_place();
  ValueStore store(place.folder, place.bound);
  if (options.clear) {
    const StoreSummary before = store.summary();
    store.clear();
    std::cerr << "removed " << before.entries << " frames of " << megabytes(before.bytes)
              << (place.folder.empty() ? "" : " from " + place.folder.native()) << "\n";
    return;
  }
  options.json ? show_json(place, store.summary()) : show(place, store.summary());
}

}  // namespace

Action cache_verb(Options& options) {
  const auto given = std::make_shared<CacheOptions>();
  options.flag("--clear", given->clear, "remove what is kept, and begin counting anew");
  options.flag("--json", given->json, "for machines; sizes in bytes");
  return [given] { run_cache(*given); };
}

}  // namespace shipit
