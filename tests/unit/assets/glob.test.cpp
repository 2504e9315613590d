// SPDX-License-Identifier: Apache-2.0
#include <assets/glob.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("globs", "[assets]") {
  CHECK(fits("a.js", "a.js"));
  CHECK(fits("a.js", "*"));
  CHECK(fits("a.js", "?.js"));
  CHECK(fits("vendor/x/a.min.js", "*.min.js"));
  CHECK(fits("vendor/x/a.js", "vendor/**"));
  CHECK(fits("vendor/x/a.js", "vendor/*/a.js"));
  CHECK(fits("vendor/x/a.js", "**/a.js"));
  CHECK(fits("a.js", "**/a.js"));
  CHECK(fits("x/vendor/y/z/a.js", "**/vendor/**"));
  CHECK(fits("x/vendor/y/z/aba.js", "**/v*r/**/*b?.js"));
  CHECK(fits("a/b/a/c/d", "**/a/c/*"));
  CHECK(fits("x/a.js", "**"));
  CHECK(fits("", "*"));

  CHECK_FALSE(fits("a.js", "b.js"));
  CHECK_FALSE(fits("a.js", "?a.js"));
  CHECK_FALSE(fits("a.jsx", "*.js"));
  CHECK_FALSE(fits("vendor/x/a.js", "vendor/*"));
  CHECK_FALSE(fits("x/vendor/a.js", "vendor/**"));
  CHECK_FALSE(fits("vendors/a.js", "vendor/**"));
  CHECK_FALSE(fits("x/ba.js", "**/a.js"));
  CHECK_FALSE(fits("a/b", "a?b"));
  CHECK_FALSE(fits("a", ""));
}

TEST_CASE("a glob of many stars is soon decided", "[assets]") {
  const std::string path = std::string(20000, 'a') + "/" + std::string(20000, 'a');
  CHECK_FALSE(fits(path, "**/*a*a*a*a*a*a*a*b"));
}

TEST_CASE("the last rule that fits counts", "[assets]") {
  const std::vector<GlobRule<int>> rules = {{1, "vendor/**"}, {2, "*.css"}, {3, "vendor/x/**"}};
  CHECK(rule_for(rules, "vendor/a.js")->choice == 1);
  CHECK(rule_for(rules, "vendor/a.css")->choice == 2);
  CHECK(rule_for(rules, "vendor/x/a.css")->choice == 3);
  CHECK(rule_for(rules, "a.js") == nullptr);
}
