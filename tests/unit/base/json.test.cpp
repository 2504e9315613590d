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
  CHECK(refusal([] { parse_json("{\"a\":1E999}", "plan.json"); }) ==
        "plan.json: a number in it is larger than any that can be read\n");
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

TEST_CASE("json: an integer is a whole number that its type holds") {
  const auto said = [](const char* number, auto type) {
    const Json json = parse_json(std::string("{\"a\":") + number + "}", "x");
    try {
      return std::to_string(member<decltype(type)>(json, "a", "x"));
    } catch (const Error& error) {
      return error.message();
    }
  };
  CHECK(said("-9223372036854775808", 0LL) == "-9223372036854775808");
  CHECK(said("18446744073709551615", 0ULL) == "18446744073709551615");
  CHECK(said("4294967295", 0U) == "4294967295");
  CHECK(said("-2147483648", 0) == "-2147483648");
  for (const char* number : {"5e114", "-5e114", "1.5", "3.0", "1e2", "18446744073709551616"}) {
    INFO(number);
    CHECK(said(number, 0LL) == "'a' is not a whole number in 'x'");
    CHECK(said(number, 0ULL) == "'a' is not a whole number in 'x'");
    CHECK(said(number, 0) == "'a' is not a whole number in 'x'");
  }
  CHECK(said("18446744073709551615", 0LL) == "'a' is out of range in 'x'");
  CHECK(said("-1", 0ULL) == "'a' is out of range in 'x'");
  CHECK(said("-1", 0U) == "'a' is out of range in 'x'");
  CHECK(said("4294967296", 0U) == "'a' is out of range in 'x'");
  CHECK(said("2147483648", 0) == "'a' is out of range in 'x'");
  for (const char* other : {"true", "null", "\"1\"", "[1]"})
    CHECK(said(other, 0) == "'a' has another type than it should in 'x'");
}
