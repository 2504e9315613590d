// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// The bytes [begin, end) of a text make way for `length` ASCII characters of no new line.
struct Replacement {
  std::size_t begin;
  std::size_t end;
  std::size_t length;
};

// What happens to a text; the replacements are sorted and apart from one another.
struct Shift {
  std::string_view text;
  const std::vector<Replacement>& replacements;
};

enum class Moved { nothing, columns };

// Makes a source map (ECMA-426) of a text, plain or an index of sections, be that of the text as it
// is then. An Error when it is no source map.
Moved shift_map(Json& map, const Shift& shift);

// The text of the same; nothing when nothing moves. `origin` names the map in Errors.
std::optional<std::string> shifted_map(const std::string& text, std::string_view origin,
                                       const Shift& shift);

// The map with every source that it names as `renamed` tells; without "sourceRoot".
Json with_sources(Json map, const std::function<std::string(const std::string&)>& renamed);

// The text of the same, of that of a map, which `origin` names in Errors.
std::string with_sources(const std::string& text, std::string_view origin,
                         const std::function<std::string(const std::string&)>& renamed);

// A part of a text, by whole lines.
struct SourcePart {
  std::size_t first_line;  // in the text, from 0
  std::string name;
  std::string content;
};

// The map of a text made of one source, as one of the parts that this source was put together from,
// in their order.
Json split_source(Json map, const std::vector<SourcePart>& parts);

// As files hold it: one line. An Error when it is not UTF-8.
std::string map_text(const Json& map);

}  // namespace shipit
