// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shipit {

// Many times as fast as a Hash, against what happens to bytes by accident: whoever wants can make
// others with the same sum. Wraps xxHash.

// XXH3 of one text after the other, 128 bits: 16 raw bytes.
std::string checksum(std::string_view first, std::string_view second = {});

// XXH64, as zstd's frames have it.
std::uint64_t xxh64(std::string_view bytes);

}  // namespace shipit
