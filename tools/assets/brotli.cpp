// SPDX-License-Identifier: Apache-2.0
#include <brotli/encode.h>

#include <algorithm>
#include <assets/brotli.hpp>
#include <base/error.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <new>
#include <unordered_map>

namespace shipit {
namespace {

// 4 MiB, what `brotli` and most servers take: each doubling costs browsers as much memory.
constexpr int largest_window = 22;

// The smallest that holds all of the content (RFC 7932, section 9.1: 16 bytes of it are lost).
int window_for(std::size_t size) {
  int window = BROTLI_MIN_WINDOW_BITS;
  while (window < largest_window && (std::size_t{1} << window) - 16 < size) ++window;
  return window;
}

}  // namespace

// Keeps what is freed for whoever wants as much. A block is lent for no less than a quarter of it,
// so that contents that come by falling size hold on to a third more than the largest needs.
class Brotli::Pool {
 public:
  Pool() = default;
  ~Pool() {
    for (const auto& [size, block] : free_) std::free(block);
    for (const auto& [block, size] : lent_) std::free(block);
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // For a library in C: nullptr when there is no memory.
  static void* take(void* pool, std::size_t size) noexcept {
    try {
      return static_cast<Pool*>(pool)->take(size);
    } catch (const std::bad_alloc&) {
      return nullptr;
    }
  }
  static void give_back(void* pool, void* block) noexcept {
    if (block != nullptr) static_cast<Pool*>(pool)->give_back(block);
  }

 private:
  void* take(std::size_t size) {
    const auto fit = free_.lower_bound(size);
    if (fit != free_.end() && fit->first / 4 <= size) {
      void* const block = fit->second;
      lent_.emplace(block, fit->first);
      free_.erase(fit);
      return block;
    }
    void* const block = std::malloc(std::max<std::size_t>(size, 1));
    if (block != nullptr) lent_.emplace(block, size);
    return block;
  }

  void give_back(void* block) noexcept {
    const auto lent = lent_.find(block);
    try {
      free_.emplace(lent->second, block);
    } catch (const std::bad_alloc&) {
      std::free(block);
    }
    lent_.erase(lent);
  }

  std::multimap<std::size_t, void*> free_;
  std::unordered_map<void*, std::size_t> lent_;
};

Brotli::Brotli() : pool_(std::make_unique<Pool>()) {}
Brotli::~Brotli() = default;

std::string Brotli::compress(std::string_view content, int quality) {
  const std::unique_ptr<BrotliEncoderState, decltype(&BrotliEncoderDestroyInstance)> encoder(
      BrotliEncoderCreateInstance(Pool::take, Pool::give_back, pool_.get()),
      BrotliEncoderDestroyInstance);
  if (encoder == nullptr) throw Error("cannot compress with brotli: there is too little memory");
  const std::size_t hint =
      std::min<std::size_t>(content.size(), std::numeric_limits<std::uint32_t>::max());
  const auto set = [&](BrotliEncoderParameter parameter, std::size_t value) {
    BrotliEncoderSetParameter(encoder.get(), parameter, static_cast<std::uint32_t>(value));
  };
  set(BROTLI_PARAM_QUALITY, static_cast<std::size_t>(quality));
  set(BROTLI_PARAM_LGWIN, static_cast<std::size_t>(window_for(content.size())));
  set(BROTLI_PARAM_SIZE_HINT, hint);

  std::string bytes(BrotliEncoderMaxCompressedSize(content.size()), '\0');
  std::size_t left = content.size();
  auto* next = reinterpret_cast<const std::uint8_t*>(content.data());
  std::size_t room = bytes.size();
  auto* out = reinterpret_cast<std::uint8_t*>(bytes.data());
  if (BrotliEncoderCompressStream(encoder.get(), BROTLI_OPERATION_FINISH, &left, &next, &room, &out,
                                  nullptr) == BROTLI_FALSE ||
      BrotliEncoderIsFinished(encoder.get()) == BROTLI_FALSE)
    throw Error("cannot compress with brotli: there is too little memory");
  bytes.resize(bytes.size() - room);
  return bytes;
}

std::string brotli_kind(int quality) {
  const std::uint32_t version = BrotliEncoderVersion();
  return "brotli " + std::to_string(version >> 24) + "." + std::to_string((version >> 12) & 0xfff) +
         "." + std::to_string(version & 0xfff) + " quality " + std::to_string(quality) +
         " window " + std::to_string(largest_window);
}

}  // namespace shipit
