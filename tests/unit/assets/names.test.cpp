// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

using namespace shipit;
using test::Project;

TEST_CASE("names are chosen by glob", "[assets]") {
  Project project;
  project
      .file("web/index.html",
            "<img src=i.png?a=b><link rel=icon href='og/x.png'><script src=sw.js></script>"
            "<style>a{b:url(i.png?a=b)}</style><a href=page.html>x</a><img src='og/keep.png'>")
      .file("web/page.html", "")
      .file("web/a.css", "a{b:url(i.png) url('i.png?#iefix') url(k.png)}")
      .file("web/s.svg", "<svg><image href='i.png?a=b'/></svg>")
      .file("web/i.png", "1")
      .file("web/k.png", "2")
      .file("web/og/x.png", "3")
      .file("web/og/keep.png", "4")
      .file("web/js/sw.js", "")
      .file("web/sw.js", "");
  project.options.names = {{Naming::query, "i.png"},        {Naming::query, "og/**"},
                           {Naming::plain, "k.png"},        {Naming::plain, "*/keep.png"},
                           {Naming::digested, "page.html"}, {Naming::digested, "js/sw.js"}};
  project.options.version = "1.0.32+5.gabc";
  project.build();
  const auto names = project.names();
  CHECK(names.at("i.png") == "i.png");
  CHECK(names.at("k.png") == "k.png");
  CHECK(names.at("og/x.png") == "og/x.png");
  CHECK(names.at("og/keep.png") == "og/keep.png");
  CHECK(names.at("sw.js") == "sw.js");
  CHECK(names.at("js/sw.js") != "js/sw.js");
  CHECK(names.at("page.html") != "page.html");
  const std::string v = "?v=1.0.32+5.gabc";
  CHECK(project.published("index.html") ==
        "<img src=i.png" + v + "&amp;a=b><link rel=icon href='og/x.png" + v +
            "'><script src=sw.js></script><style>a{b:url(i.png" + v +
            "&a=b)}</style><a href=" + names.at("page.html") + ">x</a><img src='og/keep.png'>");
  CHECK(project.published("a.css") ==
        "a{b:url(i.png" + v + ") url('i.png" + v + "#iefix') url(k.png)}");
  CHECK(project.published("s.svg") == "<svg><image href='i.png" + v + "&amp;a=b'/></svg>");
  CHECK(project.manifest().at("i.png").at("query") == v.substr(1));
  CHECK_FALSE(project.manifest().at("k.png").contains("query"));

  // What asks for it by its version is renamed by that alone.
  project.file("web/i.png", "changed");
  project.build();
  CHECK(project.names() == names);
  project.options.version = "1.0.33";
  project.build();
  CHECK(project.name("a.css") != names.at("a.css"));
}
