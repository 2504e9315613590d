// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace shipit {

struct FrameSizes {
  std::uint32_t compressed = 0;
  std::uint32_t content = 0;
};

// zstd's "seekable format" 0.1.0: a skippable frame, so that whoever doesn't know it passes over
// it, that lists the sizes of the frames before it. At most 2^29 frames.
std::string seek_table(const std::vector<FrameSizes>& frames);

}  // namespace shipit
