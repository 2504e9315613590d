// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <inspect/control_fields.hpp>

namespace shipit {

std::map<std::string, std::string> parse_control(std::string_view text, const std::string& origin) {
  std::map<std::string, std::string> fields;
  std::string* last = nullptr;
  std::size_t number = 0;
  for (const std::string& line : lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    const std::size_t colon = line.find(':');
    if (goes_on && last != nullptr) {
      last->append("\n").append(trim(line));
      continue;
    }
    if (goes_on || colon == std::string::npos || colon == 0)
      throw Error("cannot read " + quote(origin) + ": line " + std::to_string(number) +
                  " of its control file is no field");
    last = &fields[line.substr(0, colon)];
    *last = trim(std::string_view(line).substr(colon + 1));
  }
  return fields;
}

}  // namespace shipit
