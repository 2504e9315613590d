// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace shipit {

// Where a text stands in a JSON document, without its quotes.
struct JsonPlace {
  std::size_t start = 0;
  std::size_t length = 0;
};

// The value of the member "version" of the top object; those deeper down are others'. nullopt when
// there is none, or it is not a text. An Error naming `origin` when this is not JSON.
std::optional<JsonPlace> find_json_version(std::string_view text, std::string_view origin);

}  // namespace shipit
