// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <base/checksum.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/lock.hpp>
#include <base/stamp.hpp>
#include <base/stamped_file.hpp>
#include <base/text.hpp>
#include <base/value_store.hpp>
#include <base/walk.hpp>
#include <charconv>
#include <cstdlib>
#include <system_error>
#include <vector>

namespace shipit {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_bytes = 32;
constexpr std::size_t sum_bytes = 16;
constexpr std::int64_t hour = 3'600'000'000'000;  // ns
constexpr std::int64_t day = 24 * hour;

// <folder>/values/ab/cdef…: the value, and a checksum of key and value.
Path values_in(const Path& folder) { return folder / "values"; }

// As a text, for most are only opened.
std::string place_of(const Path& folder, std::string_view key) {
  const std::string name = to_hex(key);
  return folder.native() + "/values/" + name.substr(0, 2) + "/" + name.substr(2);
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0; });
}

struct Kept {
  Path path;
  Stamp stamp;
};

// "ab/cdef…", or what AtomicFile left of one when its process was killed.
bool is_ours(const std::string& path) {
  constexpr std::size_t name_bytes = 2 + 1 + 2 * key_bytes - 2;
  if (path.size() < 4 || path[2] != '/' || !is_hex(path.substr(0, 2))) return false;
  if (path[3] == '.') return path.size() == name_bytes + 8;
  return path.size() == name_bytes && is_hex(path.substr(3));
}

std::vector<Kept> kept_in(const Path& folder) {
  std::vector<Kept> kept;
  const Path values = values_in(folder);
  if (!fs::is_directory(values)) return kept;
  for (const Found& found : walk(values)) {
    if (found.kind != FileKind::regular || !is_ours(found.path)) continue;
    const Path path = values / found.path;
    if (const std::optional<Stamp> stamp = stamp_of(path)) kept.push_back({path, *stamp});
  }
  return kept;
}

struct Counts {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  // What the values came to when they were looked at last, with what was put since; and when that
  // was, by the clock of the store's file system.
  std::uint64_t bytes = 0;
  std::int64_t looked = 0;
};

Path counts_in(const Path& folder) { return folder / "counts"; }

Counts read_counts(const Path& folder) {
  Counts counts;
  if (!stamp_of(counts_in(folder))) return counts;
  const std::string text = read_file(counts_in(folder));
  const char* at = text.data();
  const auto read = [&](auto& number) {
    while (at < text.data() + text.size() && *at == ' ') ++at;
    at = std::from_chars(at, text.data() + text.size(), number).ptr;
  };
  read(counts.hits), read(counts.misses), read(counts.bytes), read(counts.looked);
  return counts;
}

void write_counts(const Path& folder, const Counts& counts) {
  std::string text;
  for (const std::uint64_t number : {counts.hits, counts.misses, counts.bytes})
    text += std::to_string(number) + " ";
  write_file(counts_in(folder), text + std::to_string(counts.looked) + "\n");
}

void make_folder(const Path& folder) {
  if (fs::is_directory(folder)) return;
  make_folders(folder.parent_path());
  mkdir(folder.c_str(), 0700);
  // https://bford.info/cachedir/: backups pass it by.
  write_file(folder / "CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
}

void remove_quietly(const Path& path) {
  std::error_code none;
  fs::remove(path, none);
}

// By the clock of the store's file system: counts were written just now.
void remove_leftovers(const std::vector<Kept>& kept, std::int64_t now) {
  for (const Kept& one : kept)
    if (one.path.filename().native().starts_with('.') && one.stamp.mtime < now - hour)
      remove_quietly(one.path);
}

// Returns what stays.
std::uint64_t trim_to(std::vector<Kept> kept, std::uint64_t bound) {
  std::uint64_t total = 0;
  for (const Kept& one : kept) total += one.stamp.size;
  std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) {
    return a.stamp.mtime != b.stamp.mtime ? a.stamp.mtime < b.stamp.mtime : a.path < b.path;
  });
  for (const Kept& one : kept) {
    if (total <= bound) break;
    remove_quietly(one.path);
    total -= one.stamp.size;
  }
  return total;
}

// A look at every value costs more than most builds put: the sum does for an hour, unless it says
// that there is too much. It knows nothing of what killed processes left.
void trim_store(const Path& folder, Counts counts, std::uint64_t bound) {
  const std::int64_t now = stamp_of(counts_in(folder)).value_or(Stamp{}).mtime;
  if (counts.bytes <= bound && std::abs(now - counts.looked) < hour) return;
  const std::vector<Kept> kept = kept_in(folder);
  remove_leftovers(kept, now);
  counts.bytes = trim_to(kept, bound);
  counts.looked = now;
  write_counts(folder, counts);
}

}  // namespace

std::optional<std::string> ValueStore::get(std::string_view key) {
  if (bound_ == 0) return std::nullopt;
  const std::string place = place_of(folder_, key);
  if (std::optional<StampedFile> file = read_stamped_file(place)) {
    std::string& value = file->bytes;
    if (value.size() >= sum_bytes) {
      const std::string sum = value.substr(value.size() - sum_bytes);
      value.resize(value.size() - sum_bytes);
      if (checksum(key, value) == sum) {
        // The first value to be found shows by its new time what day it is.
        if (today_ == 0 || std::abs(file->stamp.mtime - today_) >= day)
          note_use(place, file->stamp);
        ++hits_;
        return std::move(value);
      }
    }
    remove_quietly(place);
  }
  ++misses_;
  return std::nullopt;
}

void ValueStore::note_use(const Path& place, const Stamp& stamp) {
  try {
    touch(place);
    if (today_ == 0) today_ = stamp_of(place).value_or(stamp).mtime;
  } catch (const Error&) {
    // Somebody else has just removed it, or it is not ours to touch: it was read all the same.
  }
}

void ValueStore::put(std::string_view key, std::string_view value) {
  if (bound_ == 0) return;
  try {
    make_folder(folder_);
    AtomicFile file(place_of(folder_, key));
    file.write(value);
    file.write(checksum(key, value));
    file.commit();
    grown_ += value.size() + sum_bytes;
  } catch (const Error&) {
    // A full disk, a folder of somebody else's: the next build makes the value again.
  }
}

void ValueStore::settle() {
  if (bound_ == 0 || hits_ + misses_ == 0) return;
  try {
    make_folder(folder_);
    const FileLock lock(folder_ / "lock");
    Counts counts = read_counts(folder_);
    counts.hits += hits_.exchange(0);
    counts.misses += misses_.exchange(0);
    const std::uint64_t grown = grown_.exchange(0);
    counts.bytes += grown;
    write_counts(folder_, counts);
    if (grown > 0) trim_store(folder_, counts, bound_);
  } catch (const Error&) {
    // As in put().
  }
}

StoreSummary ValueStore::summary() const {
  StoreSummary summary;
  for (const Kept& one : kept_in(folder_)) {
    ++summary.entries;
    summary.bytes += one.stamp.size;
  }
  const Counts counts = read_counts(folder_);
  summary.hits = counts.hits;
  summary.misses = counts.misses;
  return summary;
}

void ValueStore::clear() {
  if (!fs::is_directory(folder_)) return;
  const FileLock lock(folder_ / "lock");
  for (const Kept& one : kept_in(folder_)) fs::remove(one.path);
  fs::remove(counts_in(folder_));
}

}  // namespace shipit
