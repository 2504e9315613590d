// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/json.hpp>
#include <base/text.hpp>
#include <configs/ini.hpp>
#include <configs/syntax.hpp>
#include <configs/toml.hpp>
#include <configs/yaml.hpp>
#include <vector>

namespace shipit {

namespace {

struct Language {
  std::string_view word;  // of PARSE_CHECK
  ConfigSyntax syntax;
  std::vector<std::string_view> endings;
};

const std::vector<Language>& languages() {
  static const std::vector<Language> all{{"INI", ConfigSyntax::ini, {".ini"}},
                                         {"JSON", ConfigSyntax::json, {".json"}},
                                         {"TOML", ConfigSyntax::toml, {".toml"}},
                                         {"YAML", ConfigSyntax::yaml, {".yaml", ".yml"}}};
  return all;
}

}  // namespace

std::optional<ConfigSyntax> config_syntax(std::string_view parse_check, std::string_view path) {
  const std::string name = to_lower(path);
  const std::vector<std::string> words = split(parse_check == "ON" ? "INI JSON" : parse_check, ' ');
  for (const Language& language : languages()) {
    if (std::ranges::find(words, language.word) == words.end()) continue;
    if (words.size() == 1) return language.syntax;
    for (const std::string_view ending : language.endings)
      if (name.ends_with(ending)) return language.syntax;
  }
  return std::nullopt;
}

void check_syntax(ConfigSyntax syntax, std::string_view text, std::string_view origin) {
  switch (syntax) {
    case ConfigSyntax::ini:
      return check_ini(text, origin);
    case ConfigSyntax::json:
      parse_json(text, origin);
      return;
    case ConfigSyntax::toml:
      return check_toml(text, origin);
    case ConfigSyntax::yaml:
      return check_yaml(text, origin);
  }
}

}  // namespace shipit
