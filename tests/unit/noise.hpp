// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

// Bytes that nothing makes smaller, the same for the same `seed`.
inline std::string noise(std::size_t size, std::uint64_t seed) {
  std::string bytes;
  while (bytes.size() < size) {
    seed = seed * 6364136223846793005 + 1442695040888963407;
    bytes += static_cast<char>(seed >> 56);
  }
  return bytes;
}
