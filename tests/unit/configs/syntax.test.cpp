// SPDX-License-Identifier: Apache-2.0
#include <configs/syntax.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("syntax: by PARSE_CHECK and the file's ending") {
  CHECK(config_syntax("ON", "etc/a/b.ini") == ConfigSyntax::ini);
  CHECK(config_syntax("ON", "etc/a/B.JSON") == ConfigSyntax::json);
  CHECK(config_syntax("ON", "etc/a.ini/b.conf") == std::nullopt);
  CHECK(config_syntax("INI", "etc/a/b.conf") == ConfigSyntax::ini);
  CHECK(config_syntax("JSON", "etc/a/b.ini") == ConfigSyntax::json);
  CHECK(config_syntax("YAML", "etc/a/b.ini") == ConfigSyntax::yaml);
  CHECK(config_syntax("TOML YAML INI", "etc/a/b.yml") == ConfigSyntax::yaml);
  CHECK(config_syntax("TOML YAML INI", "etc/a/b.toml") == ConfigSyntax::toml);
  CHECK(config_syntax("TOML YAML INI", "etc/a/b.json") == std::nullopt);
  CHECK(config_syntax("ON", "etc/a/b.toml") == std::nullopt);
  CHECK(config_syntax("OFF", "etc/a/b.ini") == std::nullopt);
}

TEST_CASE("syntax: an Error names file and line") {
  CHECK_NOTHROW(check_syntax(ConfigSyntax::json, "{\"a\": [1, 2]}\n", "a.json"));
  CHECK_NOTHROW(check_syntax(ConfigSyntax::ini, "[a]\nb = c\n", "a.ini"));
  CHECK(refusal([] { check_syntax(ConfigSyntax::json, "{\n  \"a\": 1,\n}\n", "a.json"); }) ==
        "a.json:3: this is not JSON\n");
  CHECK(refusal([] { check_syntax(ConfigSyntax::ini, "[a]\nb\n", "a.ini"); }) ==
        "a.ini:2: neither a [section] nor 'key = value'\n");
}

namespace {

std::string refused_by(ConfigSyntax syntax, const std::string& text) {
  std::string said = refusal([&] { check_syntax(syntax, text, "a"); });
  return said.substr(0, said.find('\n'));
}

}  // namespace

TEST_CASE("syntax: TOML, by line and column") {
  CHECK_NOTHROW(check_syntax(ConfigSyntax::toml,
                             "# c\n[server]\nport = 8000\nwhen = 2024-01-02T03:04:05Z\n", "a"));
  CHECK_NOTHROW(check_syntax(ConfigSyntax::toml, "", "a"));
  for (const auto& [text, place] :
       {std::pair("[server]\nport = \n", "a:2:"), std::pair("a = 1\na = 2\n", "a:2:"),
        std::pair("[a]\n[a]\n", "a:2:"), std::pair("a = \"\xff\"\n", "a:1:"),
        std::pair("a = 01\n", "a:1:")}) {
    INFO(text);
    const std::string said = refused_by(ConfigSyntax::toml, text);
    CHECK_THAT(said, Catch::StartsWith(place));
    CHECK_THAT(said, Catch::Matches("a:[0-9]+:[0-9]+: this is not TOML: .+"));
  }
}

TEST_CASE("syntax: YAML, by line and column") {
  for (const char* good : {"", "a: 1\nb:\n  - x\n  - {c: d}\n", "---\na: 1\n---\na: 2\n",
                           "[1, 2]\n", "base: &b {x: 1}\none:\n  <<: *b\n  <<: *b\n",
                           "? [a, b]\n: 1\n? [a, b]\n: 2\n", "a: {x: 1}\nb: {x: 1}\n"})
    CHECK_NOTHROW(check_syntax(ConfigSyntax::yaml, good, "a"));
  CHECK(refused_by(ConfigSyntax::yaml, "server:\n  port: 1\n  host: x\n  port: 2\n") ==
        "a:4:3: 'port' is already set in line 2, in the same mapping");
  CHECK(refused_by(ConfigSyntax::yaml, "a: *gone\n") ==
        "a:1:4: the alias '*gone' names nothing above it");
  CHECK(refused_by(ConfigSyntax::yaml, "a: &x 1\n---\nb: *x\n") ==
        "a:3:4: the alias '*x' names nothing above it");
  CHECK(refused_by(ConfigSyntax::yaml, "a: 1\n\tb: 2\n") ==
        "a:2:1: this is not YAML: found a tab character that violates indentation");
  CHECK_THAT(refused_by(ConfigSyntax::yaml, "a: [1, 2\nb: 3\n"),
             Catch::Matches("a:[0-9]+:[0-9]+: this is not YAML: .+"));
  CHECK_THAT(refused_by(ConfigSyntax::yaml, "a: \xff\n"),
             Catch::Matches("a:[0-9]+:[0-9]+: this is not YAML: .+"));
}
