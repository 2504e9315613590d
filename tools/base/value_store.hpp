// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <base/files.hpp>
#include <base/stamp.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

struct StoreSummary {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;  // on the disk
  std::uint64_t hits = 0;   // since the store was made or cleared
  std::uint64_t misses = 0;
};

// Values that can be made again, kept in a folder by a key of 32 raw bytes (a SHA-256 of all that
// decides the value). Several processes may share a folder. A value that was damaged is taken for
// missing, and removed. Nothing here is an Error: a folder that can't be written keeps nothing.
// Whoever can write the folder decides what its readers get, so it is made for its owner alone.
class ValueStore {
 public:
  // `bound`: how many bytes may stay at settle(); 0 keeps nothing.
  ValueStore(Path folder, std::uint64_t bound) : folder_(std::move(folder)), bound_(bound) {}

  // Both may be called from several threads.
  std::optional<std::string> get(std::string_view key);
  void put(std::string_view key, std::string_view value);

  // Writes the counts down and, if there is too much by these, removes what was used least
  // recently, by the day, until the rest is within the bound. They are made anew once an hour.
  void settle();

  // How many values this object has found; settle() begins anew.
  std::uint64_t hits() const { return hits_; }

  StoreSummary summary() const;
  // Removes the values and counts, and nothing else that lies in the folder.
  void clear();

 private:
  void note_use(const Path& place, const Stamp& stamp);

  Path folder_;
  std::uint64_t bound_;
  std::atomic<std::uint64_t> hits_ = 0;
  std::atomic<std::uint64_t> misses_ = 0;
  std::atomic<std::uint64_t> grown_ = 0;  // by so many bytes since settle()
  std::atomic<std::int64_t> today_ = 0;   // by the clock of the folder's file system; 0: not known
};

}  // namespace shipit
