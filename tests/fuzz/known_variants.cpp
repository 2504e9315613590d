// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: they tell nothing, or what is understood of them is written and read as the
// same again.
#include <assets/known_variants.hpp>
#include <base/hash.hpp>
#include <cstdint>

#include "require.hpp"

using namespace shipit;

namespace {

// What comes before the first thing that varies.
std::string heading() {
  std::string bytes = KnownVariants().packed();
  bytes.resize(bytes.size() - 32 - 1);  // the seal; no kinds
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string given(reinterpret_cast<const char*>(data), size);
  require(KnownVariants(given).packed() == KnownVariants().packed(),
          "what has no seal tells nothing");
  const std::string bytes = heading() + given;
  const std::string once = KnownVariants(bytes + hash(HashKind::sha256, bytes)).packed();
  require(KnownVariants(once).packed() == once, "what is written is read as the same");
  return 0;
}
