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
