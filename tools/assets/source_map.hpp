// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cstddef>
#include <functional>
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

// A source map (ECMA-426), plain or an index of sections, of `text` as it is after the
// replacements, which are sorted and apart from one another. An Error when it is no source map.
Json shifted_map(Json map, std::string_view text, const std::vector<Replacement>& replacements);

// The map with every source that it names as `renamed` tells; without "sourceRoot".
Json with_sources(Json map, const std::function<std::string(const std::string&)>& renamed);

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
