// SPDX-License-Identifier: Apache-2.0
// Whatever a file beside an output has been made to say: it counts for nothing, or is an index that
// is written and read as the same again.
#include <assets/index.hpp>
#include <assets/packed.hpp>
#include <base/hash.hpp>
#include <cstdint>

#include "require.hpp"

using namespace shipit;

namespace {

constexpr std::string_view tool = "tool";

bool is_empty(const Index& index) {
  return index.sources.empty() && index.outputs.empty() && !index.last_build;
}

// What comes before the first thing that varies.
std::string heading() {
  std::string text = packed({}, tool);
  text.resize(text.size() - 32 - 5);  // the seal; no last build, no sources, no outputs
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  require(is_empty(unpacked(text, tool)), "what has no seal counts for nothing");
  const std::string bytes = heading() + text;
  const Index index = unpacked(bytes + hash(HashKind::sha256, bytes), tool);
  const std::string again = packed(index, tool);
  require(packed(unpacked(again, tool), tool) == again, "what is written is read as the same");
  require(is_empty(unpacked(again, "other")), "what another tool wrote counts for nothing");
  return 0;
}
