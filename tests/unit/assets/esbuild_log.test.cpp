// SPDX-License-Identifier: Apache-2.0
#include <assets/esbuild_log.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("esbuild's diagnostics are read", "[assets]") {
  const std::vector<Diagnostic> found = read_esbuild_log(
      "\xe2\x96\xb2 [WARNING] Expected \"}\" [css-syntax-error]\n"
      "\n"
      "    css/bad one.css:2:0:\n"
      "      2 \xe2\x94\x82 \n"
      "        \xe2\x95\xb5 }\n"
      "\n"
      "  The unbalanced \"{\" is here:\n"
      "\n"
      "    css/bad.css:1:2:\n"
      "\n"
      "\xe2\x9c\x98 [ERROR] Two output files share the same path\n"
      "\n"
      "\xe2\x9c\x98 [ERROR] Unexpected \";\"\n"
      "\n"
      "    bad.js:2:8:\n");
  REQUIRE(found.size() == 3);
  CHECK(found[0].kind == Diagnostic::Kind::warning);
  CHECK(found[0].file == "css/bad one.css");
  CHECK(found[0].line == 2);
  CHECK(found[1].file.empty());
  CHECK(found[2].kind == Diagnostic::Kind::error);
  CHECK(found[2].text == "Unexpected \";\"");
  CHECK(found[2].file == "bad.js");
  CHECK(found[2].column == 8);
  CHECK(read_esbuild_log("panic: runtime error\n\n    x:y:z:\n").empty());
}
