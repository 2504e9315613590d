// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/text.hpp>
#include <configs/ini.hpp>
#include <configs/syntax.hpp>

namespace shipit {

std::optional<ConfigSyntax> config_syntax(std::string_view parse_check, std::string_view path) {
  const std::string name = to_lower(path);
  const bool by_ending = parse_check == "ON";
  if (parse_check == "INI" || (by_ending && name.ends_with(".ini"))) return ConfigSyntax::ini;
  if (parse_check == "JSON" || (by_ending && name.ends_with(".json"))) return ConfigSyntax::json;
  return std::nullopt;
}

void check_syntax(ConfigSyntax syntax, std::string_view text, std::string_view origin) {
  if (syntax == ConfigSyntax::ini)
    check_ini(text, origin);
  else
    parse_json(text, origin);
}

}  // namespace shipit
