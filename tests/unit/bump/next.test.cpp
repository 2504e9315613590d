// SPDX-License-Identifier: Apache-2.0
#include <bump/next.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

std::string next(const std::string& present, const std::string& word, const std::string& pre = "") {
  return to_text(next_version(parse_number(present), {.word = word, .pre = pre}));
}

}  // namespace

TEST_CASE("next: steps from a release") {
  CHECK(next("1.0.31", "patch") == "1.0.32");
  CHECK(next("1.2.31", "minor") == "1.3.0");
  CHECK(next("1.2.31", "major") == "2.0.0");
}

TEST_CASE("next: pre-releases count up, and end in their release") {
  CHECK(next("1.0.31", "patch", "rc") == "1.0.32-rc.1");
  CHECK(next("1.0.32-rc.1", "patch", "rc") == "1.0.32-rc.2");
  CHECK(next("1.0.32-rc.9", "patch", "rc") == "1.0.32-rc.10");
  CHECK(next("1.0.32-rc.2", "patch") == "1.0.32");
  CHECK(next("1.0.32-beta.3", "patch", "rc") == "1.0.32-rc.1");
  CHECK(next("1.0.31", "minor", "rc") == "1.1.0-rc.1");
  CHECK(next("1.1.0-rc.1", "minor", "rc") == "1.1.0-rc.2");
  CHECK(next("1.1.0-rc.1", "minor") == "1.1.0");
  CHECK(next("1.0.32-rc.1", "minor") == "1.1.0");
  CHECK(next("2.0.0-rc.1", "major") == "2.0.0");
  CHECK(next("2.1.0-rc.1", "major") == "3.0.0");
  CHECK(next("2.1.0-rc.x", "minor", "rc-x") == "2.1.0-rc-x.1");
}

TEST_CASE("next: the first version") {
  const auto first = [](const std::string& word, const std::string& pre) {
    return to_text(next_version(std::nullopt, {.word = word, .pre = pre}));
  };
  CHECK(first("patch", "") == "0.1.0");
  CHECK(first("minor", "rc") == "0.1.0-rc.1");
  CHECK(first("major", "") == "1.0.0");
  CHECK(first("3.2", "") == "3.2.0");
}

TEST_CASE("next: a given version has to be above the present one") {
  CHECK(next("1.0.31", "1.4.0-rc.1") == "1.4.0-rc.1");
  CHECK_THAT(refusal([] { next("1.0.31", "1.0.31"); }),
             Contains("the next version would be 1.0.31, and the present one is 1.0.31"));
  CHECK_THAT(refusal([] { next("1.0.31", "1.0.31-rc.1"); }), Contains("versions only rise"));
  CHECK_THAT(refusal([] { next("1.0.32-rc.1", "patch", "beta"); }),
             Contains("the next version would be 1.0.32-beta.1"));
  CHECK_THAT(refusal([] { next("1.0.4294967295", "patch"); }), Contains("versions only rise"));
}

TEST_CASE("next: words that are none") {
  CHECK_THAT(refusal([] { next("1.0.0", "pach"); }),
             Contains("cannot bump to 'pach', did you mean 'patch'?"));
  CHECK_THAT(refusal([] { next("1.0.0", "v1.2.3"); }),
             Contains("cannot bump to 'v1.2.3'\nsay major, minor, patch, or a version"));
  CHECK_THAT(refusal([] { next("1.0.0", "2.0.0", "rc"); }),
             Contains("write the whole version: '2.0.0-rc.1'"));
  for (const char* pre : {"1", "a.b", "rc\n", "ü"})
    CHECK_THAT(refusal([&] { next("1.0.0", "patch", pre); }),
               Contains("which is no name for pre-releases"));
}
