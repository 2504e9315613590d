// SPDX-License-Identifier: Apache-2.0
#include <bump/version_file.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

EditedFile edit(const std::string& path, const std::string& content, const std::string& from,
                const std::string& to) {
  return edit_version({.path = path, .content = content},
                      {.from = parse_number(from), .to = *parse_number(to)});
}

}  // namespace

TEST_CASE("version file: a file that is the version") {
  const EditedFile edited = edit("VERSION", "1.0.31\n", "1.0.31", "1.0.32-rc.1");
  CHECK(edited.content == "1.0.32-rc.1\n");
  CHECK(edited.from == "1.0.31");
  CHECK(edited.to == "1.0.32-rc.1");
  CHECK(edit("VERSION", "\r\n 0.9 \r\n", "1.0.31", "1.0.32").content == "\r\n 1.0.32 \r\n");
  CHECK(edit("VERSION", "", "", "0.1.0").content == "0.1.0");
}

TEST_CASE("version file: the version of a JSON file, with its layout") {
  CHECK(edit("package.json", "{ \"a\":{\"version\":\"9\"},\n\t\"version\" : \"1.0.0\" }", "1.0.0",
             "1.1.0")
            .content == "{ \"a\":{\"version\":\"9\"},\n\t\"version\" : \"1.1.0\" }");
  CHECK(edit("a.json", R"({"x": "\"version\": \"7\"", "version": "", "y": ["version", "8"]})", "",
             "1.1.0")
            .content ==
        R"({"x": "\"version\": \"7\"", "version": "1.1.0", "y": ["version", "8"]})");
  CHECK_THAT(refusal([] { edit("a.json", "{\"version\": 1}", "1.0.0", "1.1.0"); }),
             Contains("the JSON of 'a.json' has no \"version\" that is a text"));
  CHECK_THAT(refusal([] { edit("a.json", "[\"version\"]", "1.0.0", "1.1.0"); }),
             Contains("the JSON of 'a.json' has no \"version\""));
  CHECK_THAT(refusal([] { edit("a.json", "{\n,", "1.0.0", "1.1.0"); }),
             Contains("a.json:2: this is not JSON"));
}

TEST_CASE("version file: the one line that holds the present version") {
  CHECK(edit("a/CMakeLists.txt", "project(x VERSION 1.0.3)\nset(y 1.0.31 11.0.3 1.0.3-x)\n",
             "1.0.3", "1.1.0-rc.1")
            .content == "project(x VERSION 1.1.0)\nset(y 1.0.31 11.0.3 1.0.3-x)\n");
  CHECK(edit("pyproject.toml", "[project]\nversion = \"1.1.0rc1\"\n", "1.1.0-rc.1", "1.1.0-rc.2")
            .content == "[project]\nversion = \"1.1.0rc2\"\n");
  CHECK(edit("x.py", "__version__ = '1.0.0'", "1.0.0", "1.0.1").content == "__version__ = '1.0.1'");
  CHECK(edit("Cargo.toml", "version = \"1.0.0\"\n", "1.0.0", "1.0.1-rc.1").content ==
        "version = \"1.0.1-rc.1\"\n");
}

TEST_CASE("version file: a place that is missing or not the only one") {
  CHECK_THAT(refusal([] { edit("x.py", "__version__ = '0.9.0'\n", "1.0.0", "1.0.1"); }),
             Contains("no line of 'x.py' holds the present version 1.0.0"));
  CHECK_THAT(refusal([] { edit("x.py", "a = '1.0.0'\n\nb = '1.0.0'\n", "1.0.0", "1.0.1"); }),
             Contains("more than once\non line 1 and on line 3"));
  CHECK_THAT(refusal([] { edit("x.py", "a = '1.0.0'\n", "", "1.0.1"); }),
             Contains("there is no present version to look for in 'x.py'"));
}
