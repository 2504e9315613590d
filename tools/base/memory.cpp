// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <base/memory.hpp>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

namespace shipit {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

// Less than what malloc() takes from elsewhere than the heap.
constexpr std::size_t piece_bytes = 24 * mebibyte;
using Piece = std::unique_ptr<char[]>;

std::atomic<bool> heaps_are_many{false};  // and much is expected of them

// All pages that have a byte of it; what else is on the first and the last is the heap's, too.
void advise_huge_pages(const Piece& piece) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t before = reinterpret_cast<std::uintptr_t>(piece.get()) % page;
  const std::size_t pages = (before + piece_bytes + page - 1) / page;
  madvise(piece.get() - before, pages * page, MADV_HUGEPAGE);
}

// What is freed stays in the heap, and so does what the kernel was told of it.
void widen_heap(std::span<Piece> pieces) {
  for (Piece& piece : pieces) {
    piece.reset(new (std::nothrow) char[piece_bytes]);
    if (!piece) return;  // what is needed may be had all the same
    advise_huge_pages(piece);
  }
}

}  // namespace

void expect_much_memory(Heaps heaps) noexcept {
  if (heaps == Heaps::one) mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 32 * mebibyte);  // glibc takes no more
  mallopt(M_TRIM_THRESHOLD, 512 * mebibyte);
  mallopt(M_TOP_PAD, 8 * mebibyte);
  heaps_are_many = heaps == Heaps::by_thread;
  std::array<Piece, 4> pieces;
  widen_heap(pieces);
}

void join_expecting_memory() noexcept {
  if (!heaps_are_many) return;
  std::array<Piece, 2> pieces;  // glibc's heap of a thread has 64 MiB
  widen_heap(pieces);
}

}  // namespace shipit
