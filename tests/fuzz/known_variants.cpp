// SPDX-License-Identifier: Apache-2.0
// Whatever the text: what is understood of it is written and read as the same again.
#include <assets/known_variants.hpp>
#include <cstdint>

#include "require.hpp"

using namespace shipit;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string given(reinterpret_cast<const char*>(data), size);
  for (const std::string& text : {given, KnownVariants().text() + given}) {
    const std::string once = KnownVariants(text).text();
    require(KnownVariants(once).text() == once, "what is written is read as the same");
  }
  return 0;
}
