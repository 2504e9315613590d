// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace shipit {

// The languages of configs that are read before they are packaged.
enum class ConfigSyntax { ini, json, toml, yaml };

// What PARSE_CHECK of shipit_install_configs(), its words with blanks between them, means for the
// file at `path`: one language, 'INI', 'JSON', 'TOML' or 'YAML', is that of every file; among
// several the file's ending decides (.ini, .json, .toml, .yaml, .yml). 'ON' is 'INI JSON'. Nothing
// to check are 'OFF', others, and other endings.
std::optional<ConfigSyntax> config_syntax(std::string_view parse_check, std::string_view path);

// An Error '<origin>:<line>: <why>' or '<origin>:<line>:<column>: <why>' when `text` is
// not of the syntax: ini.hpp, RFC 8259, toml.hpp, yaml.hpp.
void check_syntax(ConfigSyntax syntax, std::string_view text, std::string_view origin);

}  // namespace shipit
