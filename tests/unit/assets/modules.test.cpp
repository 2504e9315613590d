// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

TEST_CASE("modules share chunks, and say where pictures are", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "deep/other.ts"})) return;
  project
      .file("web/app.js",
            "import {s} from './s.js'; import('./late.js'); s(new URL('./i.png', "
            "import.meta.url))")
      .file("web/deep/other.ts",
            "import {s} from '../s.js'; const x: URL = new URL('../i.png', "
            "import.meta.url); s(x)")
      .file("web/s.js", "export const s = (x) => console.log('shared', x)")
      .file("web/late.js", "console.log('late')")
      .file("web/i.png", "picture")
      .file("web/x.html", "<script type=module src=app.js></script>");
  project.options.format = Format::esm;
  CHECK(project.build().warnings.empty());
  const auto names = project.names();
  std::size_t chunks = 0;
  for (const auto& [path, name] : names) {
    if (!path.starts_with("chunks/")) continue;
    ++chunks;
    CHECK_THAT(project.published("app.js"), Catch::Contains("\"/static/" + name + "\""));
  }
  CHECK(chunks == 2);
  for (const char* bundle : {"app.js", "deep/other.js"})
    CHECK_THAT(project.published(bundle),
               Catch::Contains("new URL(\"/static/" + names.at("i.png") + "\",import.meta.url)"));
  CHECK(project.published("x.html") ==
        "<script type=module src=" + names.at("app.js") + "></script>");

  project.file("web/deep/other.ts", "console.log(new URL('./gone.png', import.meta.url))");
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::StartsWith("web/deep/other.ts:1: './gone.png' is not there\n"));
}

TEST_CASE("a module that a page loads as a classic script is refused", "[assets]") {
  Project project;
  if (!project.bundle({"app.js"})) return;
  project.file("web/app.js", "console.log(new URL('./i.png', import.meta.url))")
      .file("web/i.png", "picture");
  project.options.format = Format::esm;
  project.file("web/x.html", "<p>\n<script src='app.js' defer></script>");
  CHECK(refusal_of([&] { project.build(); }) ==
        "web/x.html:2: 'app.js' is a module, and loaded as if it were none\n"
        "help: say <script type=module>, or bundle it without FORMAT ESM");
  // Only a program knows.
  for (const char* type : {"type='{{ type }}'", "{{ attributes }}", "type=text/plain"}) {
    project.file("web/x.html", "<script " + std::string(type) + " src=app.js></script>");
    CHECK(project.build().warnings.empty());
  }
  // It need not be one.
  project.file("web/x.html", "<script src=app.js></script>").file("web/app.js", "console.log(1)");
  CHECK(project.build().warnings.empty());
}

TEST_CASE("chunks of one name and the same sources are told apart", "[assets]") {
  Project project;
  if (!project.bundle({"app.js"})) return;
  project.file("web/app.js", "import('./one/view.js'); import('./two/view.js')")
      .file("web/one/view.js", "import '../a.css'; import '../b.css'; console.log(1)")
      .file("web/two/view.js", "import '../b.css'; import '../a.css'; console.log(2)")
      .file("web/a.css", "p { color: red }")
      .file("web/b.css", "p { color: blue }");
  project.options.format = Format::esm;
  project.build();
  std::set<std::string> sheets;
  for (const auto& [path, name] : project.names())
    if (path.starts_with("chunks/view-") && path.ends_with(".css"))
      sheets.insert(project.published(path));
  CHECK(sheets ==
        std::set<std::string>{"p{color:red}p{color:#00f}\n", "p{color:#00f}p{color:red}\n"});
}
