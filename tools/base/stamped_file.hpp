// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/stamp.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace shipit {

struct StampedFile {
  Stamp stamp;  // from before it was read
  std::string bytes;
  bool steady = false;  // it had the same stamp afterwards
};

// A regular file of at most `most` bytes with its stamp, for less than looking and reading cost one
// after the other. Nothing for anything else, a symlink too, nor when it can't be read.
std::optional<StampedFile> read_stamped_file(
    const std::string& path, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

}  // namespace shipit
