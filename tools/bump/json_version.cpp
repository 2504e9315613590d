// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <bump/json_version.hpp>

namespace shipit {
namespace {

// The end of the string (RFC 8259 section 7) whose opening quote is at `start`: after its closing
// quote.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  std::size_t i = start + 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
  return i + 1;
}

}  // namespace

// parse_json() has seen that the text is JSON, so a walk over strings and brackets is enough to
// know where one stands; the parser itself keeps no places, and writing anew would lose the layout.
std::optional<JsonPlace> find_json_version(std::string_view text, std::string_view origin) {
  const Json json = parse_json(text, origin);
  if (!json.is_object() || !json.contains("version") || !json["version"].is_string()) return {};
  int depth = 0;
  bool is_key = false;
  bool wanted = false;
  std::optional<JsonPlace> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c == '{' || c == ',') is_key = true;
    if (c == ':') is_key = false;
    if (c != '"') continue;
    const std::size_t end = end_of_string(text, i);
    const std::string_view word = text.substr(i + 1, end - i - 2);
    // Of members of one name the last counts, as for the parser.
    if (depth == 1 && !is_key && wanted) found = JsonPlace{i + 1, word.size()};
    if (depth == 1 && is_key) wanted = word == "version";
    i = end - 1;
  }
  return found;
}

}  // namespace shipit
