// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

void fill_with_vendors(Project& project) {
  project
      .file("web/vendor/jq.js",
            "/*! jq */\n'use strict'\nwindow.jq = function () { return 1 }\n"
            "//# sourceMappingURL=jq.js.map")
      .file("web/vendor/plugin.js", "(function ($) { $.plugin = 2 })(jq)")
      .file("node_modules/more/more.js", "\xef\xbb\xbfvar more = jq( ) // the end")
      .file("web/x.html", "<script src=js/vendor.js></script>");
  project.options.concats = {{"js/vendor.js",
                              {project.web("vendor/jq.js"), project.web("vendor/plugin.js"),
                               project.path() / "node_modules/more/more.js"}}};
}

}  // namespace

TEST_CASE("classic scripts are combined in their order", "[assets]") {
  Project project;
  if (!project.bundle({})) return;
  fill_with_vendors(project);
  project.build();
  const auto names = project.names();
  CHECK(names.size() == 2);
  CHECK(project.published("x.html") == "<script src=" + names.at("js/vendor.js") + "></script>");
  const std::string script = project.published("js/vendor.js");
  CHECK_THAT(script, Catch::Contains("/*! jq */"));
  CHECK_THAT(script, Catch::Contains("window.jq=function(){return 1}"));
  CHECK_THAT(script, Catch::Matches(".*\\.plugin=2\\}\\)?\\(jq\\);var more=jq\\(\\);\\s*"));
  CHECK_FALSE(script.starts_with("\"use strict\""));

  project.file("web/x.html", "<script src=vendor/jq.js></script>");
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::Contains("looked for 'web/vendor/jq.js', but it is part of 'js/vendor.js'"));
}

TEST_CASE("what can't be combined is refused", "[assets]") {
  Project project;
  if (!project.bundle({})) return;
  fill_with_vendors(project);
  const auto build = [&] { project.build(); };
  SECTION("a module") {
    project.file("web/vendor/plugin.js", "export const a = 1");
    CHECK(refusal_of(build) ==
          "'web/vendor/plugin.js' is a module, and only classic scripts can be combined\n"
          "help: import it from an entry point");
  }
  SECTION("bytes") {
    project.file("web/vendor/plugin.js", "'\xe9'");
    CHECK(refusal_of(build) == "'web/vendor/plugin.js' is not UTF-8\nhelp: convert it");
  }
  SECTION("a mistake, by its own line") {
    project.file("web/vendor/plugin.js", "a\nb c\n");
    CHECK_THAT(refusal_of(build), Catch::StartsWith("web/vendor/plugin.js:2:2: "));
  }
  SECTION("odd names") {
    for (const char* odd : {"a.css", "../a.js", "/a.js", "a=b.js", "x/../a.js", "A.JS"}) {
      project.options.concats[0].output = odd;
      CHECK(refusal_of(build) == "scripts can't be combined as '" + std::string(odd) +
                                     "'\nhelp: name a script below the root, such as "
                                     "'js/vendor.js'");
    }
  }
  SECTION("a file in the way") {
    project.file("web/js/vendor.js", "");
    CHECK_THAT(refusal_of(build), Catch::StartsWith("two files want the name 'js/vendor.js'"));
  }
}

TEST_CASE("a script that is gone is missed by name", "[assets]") {
  Project project;
  if (!project.bundle({})) return;
  fill_with_vendors(project);
  std::filesystem::remove(project.web("vendor/plugin.js"));
  CHECK(refusal_of([&] { project.build(); }) ==
        "'web/vendor/plugin.js', which CONCAT combines, is not there\nhelp: put it back, run npm "
        "install if it comes from there, or take it out of CONCAT");
}
