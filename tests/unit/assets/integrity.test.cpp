// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

void fill(Project& project, const std::string& page) {
  project.file("web/index.html", page)
      .file("web/a.js", "a()")
      .file("web/a.css", "a{b:url(i.png)}")
      .file("web/i.png", "picture");
  project.options.integrity = {{Integrity::on, "**"}};
}

std::string seal(const Project& project, const std::string& path) {
  return " integrity=\"" + project.manifest().at(path).at("integrity").get<std::string>() + "\"";
}

// The page that is published of `page`, with the seals as '~' and digests as '@'.
std::string sealed(const std::string& page, Integrity integrity = Integrity::on) {
  Project project;
  fill(project, page);
  project.options.integrity = {{integrity, "**"}};
  project.build();
  std::string text = project.published("index.html");
  for (const auto& [path, file] : project.names()) {
    text = replace_all(text, seal(project, path), "~");
    text = replace_all(text, project.manifest().at(path).at("integrity").get<std::string>(), "~");
    text = replace_all(text, file, path);
  }
  return text;
}

}  // namespace

TEST_CASE("a page says the integrity of the scripts and sheets that it loads", "[assets]") {
  CHECK(sealed("<script src=a.js></script>") == "<script~ src=a.js></script>");
  CHECK(sealed("<SCRIPT defer\nSRC='/static/a.js?x#y'></SCRIPT>") ==
        "<SCRIPT~ defer\nSRC='/static/a.js?x#y'></SCRIPT>");
  CHECK(sealed("<link rel='Preload icon StyleSheet' href=a.css>") ==
        "<link~ rel='Preload icon StyleSheet' href=a.css>");
  CHECK(sealed("<link href=a.js rel=modulepreload /><link rel=preload as=script href=a.js>") ==
        "<link~ href=a.js rel=modulepreload /><link~ rel=preload as=script href=a.js>");
  CHECK(sealed("<script src=a.js src=a.css></script>") == "<script~ src=a.js src=a.css></script>");
}

TEST_CASE("nothing else says an integrity", "[assets]") {
  for (const char* page :
       {"<link rel=icon href=i.png>", "<link rel=preload as=image href=i.png>", "<img src=i.png>",
        "<link rel=preload href=a.js>", "<a href=a.js>", "<script src=//cdn/a.js></script>",
        "<script>a()</script>", "<script src='{{ a }}'></script>", "<!-- <script src=a.js> -->",
        "<script src=https://cdn/a.js integrity=sha384-x></script>",
        "<svg><script href=a.js /></svg>"})
    CHECK(sealed(page) == page);
}

TEST_CASE("an integrity that is there is put right, asked for or not", "[assets]") {
  for (const Integrity integrity : {Integrity::on, Integrity::off}) {
    CHECK(sealed("<script integrity='sha256-old' src=a.js></script>", integrity) ==
          "<script integrity='~' src=a.js></script>");
    CHECK(sealed("<script src=a.js integrity=sha256-old></script>", integrity) ==
          "<script src=a.js integrity=~></script>");
    CHECK(sealed("<script src=a.js integrity=\"{{ it }}\"></script>", integrity) ==
          "<script src=a.js integrity=\"{{ it }}\"></script>");
  }
  CHECK(sealed("<script src=a.js></script>", Integrity::off) == "<script src=a.js></script>");
  CHECK(sealed("<script src=a.js integrity></script>") == "<script~ src=a.js integrity></script>");
}

TEST_CASE("blocks of a template within a sealed tag survive", "[assets]") {
  CHECK(sealed("<script {% if x %}defer{% endif %} src=a.js {{ more }}></script>") ==
        "<script~ {% if x %}defer{% endif %} src=a.js {{ more }}></script>");
  CHECK(sealed("<script {{ a }} integrity='old' {% b > %} src=a.js></script>") ==
        "<script {{ a }} integrity='~' {% b > %} src=a.js></script>");
}

TEST_CASE("only the pages that a glob names say it", "[assets]") {
  Project project;
  fill(project, "<script src=a.js></script>");
  project.file("web/old/p.html", "<script src=../a.js></script>");
  project.options.integrity = {{Integrity::on, "**"}, {Integrity::off, "old/**"}};
  project.build();
  CHECK(project.published("index.html") ==
        "<script" + seal(project, "a.js") + " src=" + project.name("a.js") + "></script>");
  CHECK(project.published("old/p.html") == "<script src=../" + project.name("a.js") + "></script>");
}

TEST_CASE("the integrity is that of the published bytes, and part of a page's digest", "[assets]") {
  Project project;
  fill(project, "<link rel=stylesheet href=a.css><script src=keep.js></script>");
  project.file("web/keep.js", "new URL('i.png', import.meta.url)");
  project.options.names = {{Naming::digested, "*.html"}, {Naming::plain, "keep.js"}};
  project.build();
  const std::string before = project.name("index.html");
  const auto check = [&] {
    for (const char* path : {"a.css", "keep.js"}) {
      const Fingerprint print = fingerprint_of(project.published(path));
      const std::string said = project.published("index.html");
      CHECK(said.find(integrity_of(print)) != std::string::npos);
    }
  };
  check();
  project.file("web/i.png", "another");
  project.build();
  check();
  CHECK(project.name("index.html") != before);
  CHECK(project.name("index.html").starts_with("index-"));

  // Of a script that keeps its name, the page's name depends on the bytes too.
  const std::string between = project.name("index.html");
  project.file("web/keep.js", "1");
  project.build();
  check();
  CHECK(project.name("index.html") != between);
}

TEST_CASE("an integrity that depends on itself is refused", "[assets]") {
  Project project;
  project.file("web/part.html", "<script src=a.js></script>")
      .file("web/a.js", "new URL('part.html', import.meta.url)");
  project.options.integrity = {{Integrity::on, "**"}};
  project.build();  // the page keeps its name
  project.options.names = {{Naming::digested, "part.html"}};
  CHECK(refusal_of([&] { project.build(); }) ==
        "'web/part.html' says the integrity of 'a.js', whose bytes depend on the name of "
        "'part.html'\nhelp: let the name stay, NAMES KEEP part.html, or take one of the two "
        "references out");
  project.options.integrity = {};
  project.build();
}

TEST_CASE("an integrity in an import map is put right, asked for or not", "[assets]") {
  for (const Integrity integrity : {Integrity::on, Integrity::off}) {
    CHECK(sealed("<script type=importmap>{\"integrity\":{\"./a.js\":\"sha256-old\"}}</script>",
                 integrity) ==
          "<script type=importmap>{\"integrity\":{\"./a.js\":\"~\"}}</script>");
    const char* none = "<script type=importmap>{\"integrity\":{\"./a.js\":\"\"}}</script>";
    CHECK(sealed(none, integrity) == none);
  }
}
