// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace shipit {

// The languages of configs that are read before they are packaged.
enum class ConfigSyntax { ini, json };

// What PARSE_CHECK of shipit_install_configs() means for the file at `path`: by 'ON' its ending
// decides (.ini, .json), 'INI' and 'JSON' do whatever it is, 'OFF' and others are nothing to check.
std::optional<ConfigSyntax> config_syntax(std::string_view parse_check, std::string_view path);

// An Error '<origin>:<line>: <why>' when `text` is not of the syntax: ini.hpp, or RFC 8259.
void check_syntax(ConfigSyntax syntax, std::string_view text, std::string_view origin);

}  // namespace shipit
