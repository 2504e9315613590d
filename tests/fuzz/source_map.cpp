// SPDX-License-Identifier: Apache-2.0
// Whatever the map: it is refused or moved, and moved back it is what it was.
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <cstdint>

#include "require.hpp"

using namespace shipit;

namespace {

constexpr std::string_view before = "0123456789\n0123456789\n";
constexpr std::string_view after = "012abc3456789\n0123456789\n";

void check(const Json& map) {
  const Json moved = shifted_map(map, before, {{3, 3, 3}});
  const Json back = shifted_map(moved, after, {{3, 6, 0}});
  require(shifted_map(back, before, {{3, 3, 3}}) == moved, "there, back, and there again");
  split_source(map, {{0, "a", ""}, {1, "b", ""}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    check({{"mappings", text}});
  } catch (const Error&) {
  } catch (const Json::exception&) {
  }
  try {
    check(parse_json(text, "map"));
  } catch (const Error&) {
  } catch (const Json::exception&) {
  }
  return 0;
}
