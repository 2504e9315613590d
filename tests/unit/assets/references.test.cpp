// SPDX-License-Identifier: Apache-2.0
#include <assets/references.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

namespace {

std::string told(const std::string& value, const std::string& folder = "css/") {
  const Target target = resolve(value, {folder, "/static/"});
  if (target.place == Place::foreign) return "foreign";
  if (target.place == Place::outside) return "outside";
  return target.path;
}

}  // namespace

TEST_CASE("where references lead", "[assets]") {
  CHECK(told("i.png") == "css/i.png");
  CHECK(told("./i.png") == "css/i.png");
  CHECK(told("../img//./i.png") == "img/i.png");
  CHECK(told("i.png?a/../b#c?d") == "css/i.png");
  CHECK(told("/static/x/../i.png") == "i.png");
  CHECK(told("%2e%2e/i.png") == "i.png");
  CHECK(told("50%.png") == "css/50%.png");
  CHECK(told("a%zz.png") == "css/a%zz.png");
  CHECK(told("sub/") == "css/sub/");
  CHECK(told("..") == "");

  CHECK(told("../../etc/passwd") == "outside");
  CHECK(told("%2e%2e/%2e%2e/etc/passwd") == "outside");
  CHECK(told("..%2f..%2fetc/passwd") == "outside");

  for (const std::string foreign :
       {"", " ", "#a", "?a", "//h/i.png", "http:i.png", "data:,x", "mailto:a@b", "/i.png",
        "/staticx/i.png", "/static/../i.png", "/static/../../i.png", "{{ a }}/i.png"})
    CHECK(told(foreign) == "foreign");
}

TEST_CASE("how a reference asks for a version", "[assets]") {
  const auto asked = [](std::string rest, Spelling spelling = Spelling::plain) {
    const VersionQuery query = version_query(rest, spelling, "1");
    return rest.insert(query.offset, query.text);
  };
  CHECK(asked("") == "?v=1");
  CHECK(asked("#a?b") == "?v=1#a?b");
  CHECK(asked("?") == "?v=1");
  CHECK(asked("?#iefix") == "?v=1#iefix");
  CHECK(asked("?a=b#c") == "?v=1&a=b#c");
  CHECK(asked("?a=b", Spelling::markup) == "?v=1&amp;a=b");
}

TEST_CASE("where a digest goes in a reference", "[assets]") {
  const auto marked = [](std::string value) {
    const Target target = resolve(value, {"css/", "/static/"});
    return value.insert(target.digest_at, "~");
  };
  CHECK(marked("i.png") == "i~.png");
  CHECK(marked("../a.b/LICENSE#x") == "../a.b/LICENSE~#x");
  CHECK(marked("a.min.css?v=1.2") == "a.min~.css?v=1.2");
  CHECK(marked("a%2Epng") == "a~%2Epng");
  CHECK(marked("..%2fi.png") == "..%2fi~.png");
  CHECK(marked(" i.png ") == " i~.png ");
}
