// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <base/memory.hpp>
#include <memory>
#include <vector>

namespace shipit {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

}  // namespace

void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 * mebibyte);  // glibc takes no more
  mallopt(M_TRIM_THRESHOLD, 512 * mebibyte);
  mallopt(M_TOP_PAD, 8 * mebibyte);
}

void get_memory(std::size_t bytes) {
  constexpr std::size_t piece = 16 * mebibyte;  // of what malloc() doesn't take from the heap
  constexpr std::size_t page = 4096;
  std::vector<std::unique_ptr<char[]>> pieces;
  for (std::size_t left = bytes; left > 0; left -= std::min(left, piece)) {
    const std::size_t size = std::min(left, piece);
    pieces.push_back(std::make_unique_for_overwrite<char[]>(size));
    void* begin = pieces.back().get();
    std::size_t room = size;
    if (std::align(page, page, begin, room) != nullptr)
      madvise(begin, room / page * page, MADV_POPULATE_WRITE);
  }
}

}  // namespace shipit
