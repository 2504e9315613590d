// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/text.hpp>

namespace shipit {

Json parse_json(std::string_view text, std::string_view origin) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t line = line_of(text, error.byte == 0 ? 0 : error.byte - 1);
    throw Error(std::string(origin) + ":" + std::to_string(line) + ": this is not JSON");
  } catch (const Json::out_of_range&) {
    throw Error(std::string(origin) + ": a number in it is larger than any that can be read");
  }
}

Json read_json(const Path& path) { return parse_json(read_file(path), path.native()); }

std::string to_text(const Json& value) {
  try {
    return value.dump(2) + "\n";
  } catch (const Json::type_error&) {
    throw Error("a text that should be written as JSON is not UTF-8");
  }
}

void fail_member(const char* key, std::string_view origin, const char* why) {
  throw Error(quote(key) + " " + why + " in " + quote(origin));
}

}  // namespace shipit
