// SPDX-License-Identifier: Apache-2.0
#include <assets/explain.hpp>
#include <assets/unused.hpp>
#include <base/text.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

void fill_with_idle(Project& project) {
  project.file("web/index.html", "<link rel=stylesheet href=css/a.css>")
      .file("web/css/a.css", "a{b:url(../img/i.png)}")
      .file("web/img/i.png", "picture")
      .file("web/img/old.png", "old")
      .file("web/img/older.png", "old")
      .file("web/favicon.ico", "icon")
      .file("web/embed.js", "x")
      .file("web/empty.txt", "")
      .file("web/empty.dat", "");
  project.options.names = {{Naming::plain, "embed.js"}};
}

Inventory inventory_in(const Project& project) {
  return read_manifest(read_json(project.options.output / "manifest.json"), "manifest.json").assets;
}

std::string explained(const Project& project, const std::string& file) {
  return join(
      explain(file, {inventory_in(project), {}}, build_before(project.options), project.options),
      "\n");
}

}  // namespace

TEST_CASE("judge: what no page, entry point or kept name leads to is unused") {
  Project project;
  fill_with_idle(project);
  project.build();
  const std::vector<std::string> unused = {"empty.dat", "empty.txt", "img/old.png",
                                           "img/older.png"};
  CHECK(unused_in(inventory_in(project), project.options) == unused);
  CHECK(project.build().warnings.empty());

  project.options.unused = {{Missing::warn, "**"}, {Missing::ignore, "*.txt"}};
  const std::vector<std::string> warnings = project.build().warnings;
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0] == "nothing leads to 'empty.dat', nor to 2 more in '**'");

  project.options.unused.push_back({Missing::error, "img/*"});
  const std::string said = refusal_of([&] { project.build(); });
  CHECK_THAT(said, Catch::Contains("nothing leads to 'img/old.png'") &&
                       Catch::Contains("note: nor to 'img/older.png'") &&
                       Catch::Contains("UNUSED IGNORE"));
}

TEST_CASE("judge: entry points and what they bundle are used, and combined scripts") {
  Project project;
  fill_with_idle(project);
  if (!project.bundle({"app.js"})) return;
  project.file("web/app.js", "import './app2.css'; import logo from './logo.svg'; x(logo)")
      .file("web/app2.css", "a{b:c}")
      .file("web/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
      .file("web/all.js", "1")
      .file("web/one.js", "y()");
  std::filesystem::remove(project.web("all.js"));
  project.options.concats = {{"all.js", {project.web("one.js")}}};
  project.options.source_maps = SourceMaps::install;
  project.build();
  CHECK(unused_in(inventory_in(project), project.options) ==
        std::vector<std::string>{"empty.dat", "empty.txt", "img/old.png", "img/older.png"});
}

TEST_CASE("judge: the same content under several names, most wasteful first") {
  Project project;
  fill_with_idle(project);
  project.file("web/a.bin", "long content").file("web/b.bin", "long content");
  project.build();
  const std::vector<Twins> twins = twins_in(inventory_in(project));
  REQUIRE(twins.size() == 2);
  CHECK(twins[0].paths == std::vector<std::string>{"a.bin", "b.bin"});
  CHECK(twins[0].wasted() == 12);
  CHECK(twins[1].paths == std::vector<std::string>{"img/old.png", "img/older.png"});
}

TEST_CASE("judge: a broken budget leaves the last output as it was") {
  Project project;
  fill_with_idle(project);
  project.options.budgets = budgets_of({"css/a.css", "100"});
  project.build();
  const std::string before = read_file(project.options.output / "manifest.json");
  project.file("web/css/a.css", "a{b:url(../img/i.png)}" + std::string(200, ' '));
  const std::string said = refusal_of([&] { project.build(); });
  CHECK_THAT(said,
             Catch::Contains("'css/a.css' has") && Catch::Contains("over its budget of 100 B"));
  CHECK_THAT(said, Catch::Contains("'css/a.css' has grown by 200 B"));
  CHECK(read_file(project.options.output / "manifest.json") == before);
  CHECK(std::filesystem::exists(project.options.output / project.name("css/a.css")));
  project.file("web/css/a.css", "a{b:url(../img/i.png)}");
  project.build();
}

TEST_CASE("judge: a damaged last build is no reason to fail") {
  Project project;
  fill_with_idle(project);
  project.options.budgets = budgets_of({"**", "1M"});
  project.build();
  write_file(project.options.output / "manifest.json", "{");
  write_file(project.options.output.native() + ".inputs.json", "[");
  project.build();
  CHECK(project.name("css/a.css") != "css/a.css");
}

TEST_CASE("judge: how much of a bundle each source is, and what made it grow") {
  Project project;
  if (!project.bundle({"app.js"})) return;
  project.file("web/app.js", "import './big.js'; window.a = 1").file("web/big.js", "x('b')");
  project.options.budgets = budgets_of({"app.js", "150"});
  project.build();
  project.file("web/big.js", "x('" + std::string(300, 'b') + "')");
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::Contains("in it, uncompressed, 'web/big.js' has grown by 29"));
}

TEST_CASE("judge: a file is explained") {
  Project project;
  fill_with_idle(project);
  project.build();
  CHECK_THAT(explained(project, "css/a.css"),
             Catch::Contains("name:        with 12 digits of the SHA-256 of its bytes") &&
                 Catch::Contains("made of:     web/css/a.css") &&
                 Catch::Contains("refers to:   img/i.png") &&
                 Catch::Contains("referred by: index.html") &&
                 Catch::Contains("there was no other manifest yet"));
  const std::string old = project.name("css/a.css");
  project.file("web/img/i.png", "another picture");
  project.build();
  CHECK_THAT(explained(project, project.name("css/a.css")),
             Catch::Contains("it was '" + old + "', and has the new names of 'img/i.png' in it"));
  CHECK_THAT(explained(project, "img/i.png"), Catch::Contains("its own text has changed"));
  CHECK_THAT(explained(project, "img/old.png"),
             Catch::Contains("it has not changed") && Catch::Contains("refers to:   nothing"));
  CHECK_THAT(explained(project, "embed.js"), Catch::Contains("it fits 'embed.js' of NAMES"));
  CHECK_THAT(explained(project, "favicon.ico"), Catch::Contains("it is asked for by this name"));
  project.file("web/x.css", "@import 'y.css'").file("web/y.css", "@import 'x.css'");
  project.build();
  CHECK_THAT(explained(project, "x.css"),
             Catch::Contains("refer to one another in a circle") && Catch::Contains("it is new"));
  CHECK_THAT(refusal_of([&] { explained(project, "css/b.css"); }),
             Catch::Contains("'css/b.css' is not published") &&
                 Catch::Contains("did you mean 'css/a.css'?"));
}
