// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("json: the same value is the same text, keys sorted") {
  const std::string text = to_text(parse_json(R"({"b":1,"a":{"d":[],"c":"ä"}})", "x"));
  CHECK(text == "{\n  \"a\": {\n    \"c\": \"ä\",\n    \"d\": []\n  },\n  \"b\": 1\n}\n");
}

TEST_CASE("json: refusals name the file, the line and the member") {
  CHECK(refusal([] { parse_json("{\n\"a\":\n}", "plan.json"); }).starts_with("plan.json:3: "));
  CHECK(refusal([] { parse_json("", "plan.json"); }).starts_with("plan.json:1: "));
  const Json json = parse_json(R"({"a":"text"})", "x");
  CHECK(member<std::string>(json, "a", "x") == "text");
  CHECK(member_or<int>(json, "b", 7, "x") == 7);
  CHECK(refusal([&] {
          member<std::string>(json, "b", "plan.json");
        }).starts_with("'b' is missing in 'plan.json'"));
  CHECK(refusal([&] {
          member<int>(json, "a", "plan.json");
        }).starts_with("'a' has another type than it should in 'plan.json'"));
  CHECK(refusal([] { to_text(Json("\xe4")); }).find("not UTF-8") != std::string::npos);
}
