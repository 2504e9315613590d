// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/json_members.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

namespace {

std::string written(std::string_view text) {
  const std::optional<JsonMembers> members = json_members(text);
  return members ? json_text(*members) : "nothing";
}

}  // namespace

TEST_CASE("json members: are written as the library writes them") {
  for (
      const char* text : {
          R"({})",
          " { \"b\" : [ 1 , -20, 0, true,false , null,[] , [[\"x\"], \"\"]] ,\n\t\"a\":\"\" }\r\n",
          R"({"s": "plain \"\\\b\f\n\r\t", "t": "\/ \u0041 \u00e9 \u2028 \ud83d\ude00 \u001B \u001b"})",
          "{\"s\": \"\xc3\xa9 \xf0\x9f\x98\x80 \x7f\", \"\xc3\xa9\": 123456789012345}",
      }) {
    INFO(text);
    CHECK(written(text) == Json::parse(text).dump());
  }
  CHECK(json_members(R"({"a": [1, "x"]})")->at("a") == R"([1,"x"])");
}

TEST_CASE("json members: what the library would write otherwise is left to it") {
  for (const char* text :
       {R"({"a": {}})", R"({"a": [{}]})", R"({"a": 1.0})", R"({"a": 1e3})", R"({"a": -0})",
        R"({"a": 1234567890123456})", R"({"a\n": 1})", R"({"a": 1, "a": 2})", "\xef\xbb\xbf{}"}) {
    INFO(text);
    REQUIRE(Json::accept(text));
    CHECK(written(text) == "nothing");
  }
}

TEST_CASE("json members: there are none of what is no JSON object") {
  for (const char* text : {"",
                           "1",
                           "[]",
                           "{",
                           "{}x",
                           "{} {}",
                           R"({"a")",
                           R"({"a":})",
                           R"({"a":1,})",
                           R"({,})",
                           R"({"a":[1,]})",
                           R"({"a":[1 2]})",
                           R"({"a":[)",
                           R"({"a":01})",
                           R"({"a":-})",
                           R"({"a":tru})",
                           R"({"a":"\x"})",
                           R"({"a":"\u12"})",
                           R"({"a":"\ud800"})",
                           R"({"a":"x})",
                           R"({"a":"\)",
                           R"({a:1})",
                           "{\"a\":\"\n\"}",
                           "{\"a\":\"\xff\"}",
                           "{\"a\":\"\xed\xa0\x80\"}"}) {
    INFO(text);
    CHECK(written(text) == "nothing");
  }
  CHECK(written(R"({"a":)" + std::string(200, '[') + std::string(200, ']') + "}") == "nothing");
}
