// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

TEST_CASE("in identity mode files keep their names and their bytes", "[assets]") {
  Project project;
  project.options.mode = Mode::identity;
  project.options.names = {{Naming::query, "q.css"}};
  project.options.version = "1";
  const std::string script = "window.loose = function (name) {\n  return name\n}\n";
  project.file("web/q.css", "a { b: url(i.png) }\n")
      .file("web/i.png", "picture")
      .file("web/loose.js", script)
      .file("web/index.html", "<link href=q.css rel=stylesheet>");
  if (project.bundle({})) project.options.minify = {{Minify::on, "**"}};
  project.build();
  for (const auto& [logical, file] : project.names()) CHECK(logical == file);
  CHECK(project.published("q.css") == "a { b: url(i.png) }\n");
  CHECK(project.published("loose.js") == script);
  CHECK(project.published("index.html") == "<link href=q.css rel=stylesheet>");
  const Json asset = project.manifest().at("q.css");
  CHECK(asset.at("integrity").get<std::string>().starts_with("sha384-"));
  CHECK_FALSE(asset.contains("query"));
  CHECK_FALSE(asset.contains("encodings"));
}

TEST_CASE("in identity mode bundles are readable, and have maps", "[assets]") {
  Project project;
  project.options.mode = Mode::identity;
  project.options.source_maps = SourceMaps::install;
  project
      .file("web/app.js", "import {greet} from './greet.js'\nimport i from './i.png'\ngreet(i)\n")
      .file("web/greet.js", "/*! (c) */\nexport function greet(somebody) {\n  alert(somebody)\n}\n")
      .file("web/i.png", "picture")
      .file("web/one.js", "window.one = 1\n")
      .file("web/two.js", "one += 2\n");
  project.options.concats = {{"all.js", {project.web("one.js"), project.web("two.js")}}};
  if (!project.bundle({"app.js"})) return;
  project.build();
  CHECK(project.name("app.js") == "app.js");
  const std::string bundle = project.published("app.js");
  CHECK(bundle.find("  function greet(somebody) {") != std::string::npos);
  CHECK(bundle.find("\"/static/i.png\"") != std::string::npos);
  CHECK(bundle.find("ShipIt0Names") == std::string::npos);
  CHECK(bundle.find("//# sourceMappingURL=/static/app.js.map") != std::string::npos);
  CHECK(bundle.find("/static/app.js.LEGAL.txt") != std::string::npos);
  CHECK(project.name("app.js.map") == "app.js.map");
  CHECK(project.name("app.js.LEGAL.txt") == "app.js.LEGAL.txt");
  CHECK(project.published("all.js").find("window.one = 1;\n") != std::string::npos);
}

TEST_CASE("in identity mode a reference that leads nowhere is refused as well", "[assets]") {
  Project project;
  project.options.mode = Mode::identity;
  project.file("web/a.css", "a { b: url(gone.png) }\n");
  CHECK(refusal_of([&] { project.build(); }).find("gone.png") != std::string::npos);
}

TEST_CASE("in identity mode a manifest.json of the root leaves the name to ours", "[assets]") {
  Project project;
  project.options.mode = Mode::identity;
  project.file("web/manifest.json", "{}\n")
      .file("web/index.html", "<link rel=manifest href=manifest.json>");
  project.build();
  const std::string name = project.name("manifest.json");
  CHECK(name != "manifest.json");
  CHECK(project.published("index.html") == "<link rel=manifest href=" + name + ">");
}
