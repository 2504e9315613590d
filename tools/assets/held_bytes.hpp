// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/brief_mutex.hpp>
#include <base/files.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace shipit {

// The bytes of small files that were read, so that they need not be opened again: most files are
// small, and for those opening is what costs. May be called from several threads.
class HeldBytes {
 public:
  // The largest file that is held, and how much of all.
  static constexpr std::uint64_t most_of_one = std::uint64_t{1} << 15;
  static constexpr std::uint64_t most_of_all = std::uint64_t{1} << 24;

  // Unless it is too much. `sha256`: raw, of the bytes.
  void hold(const std::string& file, std::string_view sha256, std::string bytes);

  // None any more; what find() returned is gone.
  void clear();

  // Bytes of that digest which the file had; nullptr when they aren't held.
  const std::string* find(const std::string& file, std::string_view sha256) const;

 private:
  struct Held {
    std::string sha256;
    std::string bytes;
  };

  mutable BriefMutex guard_;
  std::unordered_map<std::string, Held> files_;
  std::uint64_t total_ = 0;
};

}  // namespace shipit
