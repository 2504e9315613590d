// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

bool minify(Project& project, std::vector<std::string> entries = {}) {
  project.options.minify = {{Minify::on, "**"}, {Minify::off, "*.min.*"}};
  return project.bundle(std::move(entries));
}

}  // namespace

TEST_CASE("what is not bundled is minified too", "[assets]") {
  Project project;
  if (!minify(project, {"app.js"})) return;
  const std::string odd = "a { content: '\xe9' }\n";
  project.file("web/app.js", "import './part.js'")
      .file("web/part.js", "console.log( 1 )")
      .file("web/lib/a.js",
            "/*! licence */\nvar  top_level = 1;\nfunction unused( long_name ) "
            "{ return long_name }\nimport( './b.mjs' );\n")
      .file("web/lib/b.mjs",
            "import  './b.js';\nexport const b = new URL( '../i.png' , "
            "import.meta.url );\n")
      .file("web/lib/b.js", "x( 1 )\n")
      .file("web/lib/c.min.js", "y( 1 )\n")
      .file("web/a.css", "@import  'b.css' screen;\n.a { background : url('i.png') ; }\n")
      .file("web/b.css", odd)
      .file("web/c.css", ".c { color : {{ colour }} }\n")
      .file("web/i.png", "picture");
  std::filesystem::create_symlink("lib/b.js", project.web("linked.js"));
  project.build();
  const auto names = project.names();
  CHECK(names.size() == 10);
  CHECK_THAT(project.published("lib/a.js"),
             Catch::StartsWith("/*! licence */var top_level=1;function unused(") &&
                 Catch::EndsWith("}import(\"./" + names.at("lib/b.mjs").substr(4) + "\");\n"));
  CHECK(project.published("lib/b.mjs") == "import\"./" + names.at("lib/b.js").substr(4) +
                                              "\";export const b=new URL(\"../" +
                                              names.at("i.png") + "\",import.meta.url);\n");
  CHECK(project.published("lib/b.js") == "x(1);\n");
  CHECK(project.published("linked.js") == "x(1);\n");
  CHECK(project.published("lib/c.min.js") == "y( 1 )\n");
  CHECK(project.published("a.css") == "@import\"" + names.at("b.css") +
                                          "\"screen;.a{background:url(" + names.at("i.png") +
                                          ")}\n");
  CHECK(project.published("b.css") == odd);
  CHECK(project.published("c.css") == ".c { color : {{ colour }} }\n");

  project.options.minify.push_back({Minify::off, "lib/**"});
  project.build();
  CHECK(project.published("lib/b.js") == "x( 1 )\n");
  CHECK(project.published("linked.js") == "x(1);\n");
}

// unit.oldest_esbuild comes here with one that spoils it.
TEST_CASE("what an old esbuild spoils is refused", "[assets]") {
  Project project;
  if (!minify(project, {})) return;
  project.file("web/a.css", ".a { background: url( 'i.png' ) }\n").file("web/i.png", "picture");
  const std::string said = refusal_of([&] { project.build(); });
  if (said == "nothing was refused")
    CHECK(project.published("a.css") == ".a{background:url(" + project.name("i.png") + ")}\n");
  else
    CHECK(said ==
          "esbuild has spoilt an url() with a blank after its bracket in 'web/a.css'\n"
          "note: versions before 0.19.5 do so\n"
          "help: install a newer one, or take that blank out");
}

TEST_CASE("what minifying finds is told of the sources", "[assets]") {
  Project project;
  if (!minify(project)) return;
  project.file("web/a.css", "a { b: c }\n\nd { e: url(gone.png) }\n").file("web/b.js", "");
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::StartsWith("web/a.css:3: 'gone.png' is not there\n"));
  project.file("web/a.css", "").file("web/b.js", "x(\n");
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::StartsWith("web/b.js:2:0: ") &&
                 Catch::EndsWith("\nhelp: mend it, or publish it as it is: MINIFY OFF b.js"));
}

TEST_CASE("the map of a minified file takes the place of the one that it had", "[assets]") {
  Project project;
  if (!minify(project)) return;
  project.options.source_maps = SourceMaps::install;
  project.file("web/a.js", "x( 1 )\n//# sourceMappingURL=a.js.map\n")
      .file("web/a.js.map", R"({"version":3,"sources":["src/a.ts"],"mappings":"AAAA"})")
      .file("web/b.js", "y( 1 )\n//# sourceMappingURL=gone.map\n");
  project.build();
  CHECK(project.names().size() == 4);
  CHECK(project.published("a.js") ==
        "x(1);\n//# sourceMappingURL=/static/" + project.name("a.js.map") + "\n");
  CHECK_THAT(project.published("a.js.map"), Catch::Contains("\"web/src/a.ts\""));
  CHECK_THAT(project.published("b.js.map"), Catch::Contains("\"web/b.js\""));
}

TEST_CASE("a file whose name looks like an option is one to esbuild, too", "[assets]") {
  Project project;
  if (!minify(project, {"--app.js"})) return;
  project.file("web/--app.js", "console.log( 1 )").file("web/--outdir=x.css", "a { color: red }");
  project.file("web/-x.js", "var  x = 1");
  project.build();
  CHECK_THAT(project.published("--app.js"), Catch::Contains("console.log(1)"));
  CHECK(project.published("-x.js") == "var x=1;\n");
}
