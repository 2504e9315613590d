// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace shipit {

// The fields of a Debian control file (policy 5.1): lines that go on are joined by '\n'. An Error
// names `origin` and the line that is no field.
std::map<std::string, std::string> parse_control(std::string_view text, const std::string& origin);

}  // namespace shipit
