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
  const std::vector<Replacement> there = {{3, 3, 3}};
  const std::vector<Replacement> back = {{3, 6, 0}};
  Json json = map;
  const bool moves = shift_map(json, {before, there}) == Moved::columns;
  require(moves == (json != map), "what is said to have moved has");
  const std::optional<std::string> text = shifted_map(map_text(map), "map", {before, there});
  require(text.has_value() == moves && (!moves || *text == map_text(json)),
          "as a text it is the same");
  const Json moved = json;
  shift_map(json, {after, back});
  shift_map(json, {before, there});
  require(json == moved, "there, back, and there again");
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
