// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <string_view>

namespace shipit {

struct CachePlace {
  Path folder;
  std::uint64_t bound = 0;  // bytes; 0 when nothing is to be kept
};

// From the environment: SHIPIT_CACHE_DIR, or shipit in XDG_CACHE_HOME, or in ~/.cache; nothing is
// kept where none of them is known. SHIPIT_CACHE_SIZE is the bound: '500M', '5G' (the default),
// or '0'. An Error when a value makes no sense.
CachePlace cache_place();

// '500M' in bytes; K, M, G and T are powers of 1000. An Error that names SHIPIT_CACHE_SIZE.
std::uint64_t read_cache_size(std::string_view text);

}  // namespace shipit
