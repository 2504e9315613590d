// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/json_text.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("an object written piece by piece is the text of the whole", "[base]") {
  JsonText to;
  to.key("a").open_object().close();
  to.key("b").open_list().close();
  to.key("c").open_list().text("x").number(0).open_list().yes().close().open_object();
  to.key("d \"\\\n\x7f\x01").text("\xc3\xa9 \"quoted\" \\ \t\r\n\b\f\x1f/");
  to.close().close();
  to.key("e").number(18'446'744'073'709'551'615U);
  to.key("f").yes();
  to.key("g").text("");
  const Json whole = {
      {"a", Json::object()},
      {"b", Json::array()},
      {"c", {"x", 0, {true}, {{"d \"\\\n\x7f\x01", "\xc3\xa9 \"quoted\" \\ \t\r\n\b\f\x1f/"}}}},
      {"e", 18'446'744'073'709'551'615U},
      {"f", true},
      {"g", ""}};
  CHECK(to.finish() == to_text(whole));
  CHECK(JsonText().finish() == "{}\n");
  CHECK_THROWS_WITH(JsonText().key("a").text("\xff"),
                    "a text that should be written as JSON is not UTF-8");
}

TEST_CASE("json text: pieces come to what one writer would have written") {
  JsonText all;
  all.key("list").open_list();
  std::vector<JsonText> pieces(3, all.piece());
  pieces[0].text("a").text("b");
  pieces[2].open_object().key("c").number(1).close();
  all.add(pieces);
  all.close().key("none").open_object();
  all.add(std::vector{all.piece()}).close();
  const std::string text = all.finish();
  CHECK(text == to_text(Json::parse(R"({"list": ["a", "b", {"c": 1}], "none": {}})")));
}
