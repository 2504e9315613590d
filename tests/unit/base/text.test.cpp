// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("text: split and lines keep what is between") {
  CHECK(split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string>{""});
  CHECK(lines("a\n\nb") == std::vector<std::string>{"a", "", "b"});
  CHECK(lines("a\n") == std::vector<std::string>{"a"});
  CHECK(lines("").empty());
}

TEST_CASE("text: what a text begins with is cut off") {
  std::string_view text = "a,,b";
  CHECK(cut_off(text, ',') == "a");
  CHECK(cut_off(text, ',').empty());
  CHECK(text == "b");
  CHECK(cut_off(text, ',') == "b");
  CHECK(cut_off(text, ',').empty());
  CHECK(text.empty());
}

TEST_CASE("text: trim, join, replace_all, to_lower") {
  CHECK(trim(" \t a b \n") == "a b");
  CHECK(trim(" \n").empty());
  CHECK(join(std::vector<std::string>{"a", "b"}, ", ") == "a, b");
  CHECK(join(std::vector<std::string>{}, ", ").empty());
  CHECK(replace_all("aXbXX", "X", "--") == "a--b----");
  CHECK(replace_all("abc", "", "x") == "abc");
  CHECK(to_lower("ÄBC") == "Äbc");
}

TEST_CASE("text: a quoted name cannot break a line or a terminal") {
  CHECK(quote("a b") == "'a b'");
  CHECK(quote("a\nb\x1b[0m") == "'a\\x0ab\\x1b[0m'");
}

TEST_CASE("text: nearest finds what was meant, and only that") {
  const std::vector<std::string> names = {"package", "assets", "version"};
  CHECK(nearest("pakage", names) == "package");
  CHECK(nearest("versoin", names) == "version");
  CHECK_FALSE(nearest("deploy", names));
  CHECK_FALSE(nearest("x", {}));
  const std::vector<std::string> paths = {"static/images/logo-large.png"};
  CHECK(nearest("static/image/logo-larg.png", paths) == paths[0]);
  CHECK_FALSE(nearest("static/pictures/icon-small.png", paths));
}

TEST_CASE("text: lines are counted from 1") {
  CHECK(line_of("a\nb\nc", 0) == 1);
  CHECK(line_of("a\nb\nc", 2) == 2);
  CHECK(line_of("a\nb\nc", 4) == 3);
}

TEST_CASE("text: UTF-8 is told from what only looks like it") {
  CHECK(is_utf8("plain"));
  CHECK(is_utf8("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"));
  CHECK_FALSE(is_utf8("\xe4"));              // latin-1
  CHECK_FALSE(is_utf8("\xc0\xaf"));          // overlong
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));      // a surrogate
  CHECK_FALSE(is_utf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
  CHECK_FALSE(is_utf8("\xe2\x82"));          // cut off
}
