// SPDX-License-Identifier: Apache-2.0
#include <xxhash.h>

#include <base/checksum.hpp>
#include <memory>
#include <new>

namespace shipit {

std::string checksum(std::string_view first, std::string_view second) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       XXH3_freeState);
  if (state == nullptr) throw std::bad_alloc();
  XXH3_128bits_reset(state.get());
  XXH3_128bits_update(state.get(), first.data(), first.size());
  XXH3_128bits_update(state.get(), second.data(), second.size());
  XXH128_canonical_t sum{};
  XXH128_canonicalFromHash(&sum, XXH3_128bits_digest(state.get()));
  return {reinterpret_cast<const char*>(sum.digest), sizeof sum.digest};
}

std::uint64_t xxh64(std::string_view bytes) { return XXH64(bytes.data(), bytes.size(), 0); }

}  // namespace shipit
