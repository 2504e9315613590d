// SPDX-License-Identifier: Apache-2.0
// Whatever a tree.json says: it is refused, or lists each path once and none outside of the
// release.
#include <base/error.hpp>
#include <base/text.hpp>
#include <cstdint>
#include <inspect/tree_reader.hpp>

#include "require.hpp"

using namespace shipit;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const auto& [path, entry] : read_tree(text, "tree.json")) {
      require(path == entry.path, "an entry stands under its path");
      for (const std::string& name : split(path, '/'))
        require(!name.empty() && name != "." && name != "..", "paths stay inside");
    }
  } catch (const Error&) {
  }
  return 0;
}
