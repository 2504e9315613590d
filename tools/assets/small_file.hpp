// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/stamp.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace shipit {

struct SmallFile {
  Stamp stamp;  // from before it was read
  std::string bytes;
};

// A regular file of at most `most` bytes with its stamp, for less than looking and reading cost one
// after the other. Nothing for anything else, a symlink too, nor when it can't be read.
std::optional<SmallFile> read_small_file(const std::string& path, std::uint64_t most);

}  // namespace shipit
