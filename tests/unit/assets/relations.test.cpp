// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

using namespace shipit;
using test::Project;

namespace {

using Paths = std::vector<std::string>;

// A service with two entries that share a module, one of TypeScript, and a view that comes later.
bool fill_with_entries(Project& project) {
  project
      .file("web/app.ts",
            "import './base.css'; import {a} from './shared.js';\n"
            "console.log(a); import('./view.js')\n")
      .file("web/other.js", "import {a} from './shared.js'; console.log(a)\n")
      .file("web/shared.js", "export const a = () => import('./late.js')\n")
      .file("web/view.js", "import './view.css'; export const v = 1\n")
      .file("web/late.js", "export const l = 1\n")
      .file("web/base.css",
            "@font-face{font-family:A;src:url(a.woff2),url(a.woff)}\n"
            "@font-face{font-family:B;src:url(b.woff2);unicode-range:U+370-3FF}\n"
            "a{background:url(i.png)}\n")
      .file("web/view.css", "b{color:red}\n")
      .file("web/a.woff2", "2")
      .file("web/b.woff2", "b")
      .file("web/a.woff", "1")
      .file("web/i.png", "i");
  project.options.format = Format::esm;
  return project.bundle({"app.ts", "other.js"});
}

Paths list(const Json& assets, const std::string& path, const char* key) {
  return assets.at(path).value(key, Paths());
}

}  // namespace

TEST_CASE("the manifest tells what a page with an entry point is to load", "[assets]") {
  Project project;
  if (!fill_with_entries(project)) return;
  project.build();
  const Json assets = project.manifest();

  const Json& app = assets.at("app.js");
  CHECK(app.at("entry") == true);
  CHECK(app.at("source") == "app.ts");
  CHECK(list(assets, "app.js", "css") == Paths{"app.css"});
  const Paths preload = list(assets, "app.js", "preload");
  REQUIRE(preload.size() == 2);
  CHECK(preload[0].starts_with("chunks/chunk-"));
  CHECK(preload[1] == "a.woff2");
  CHECK(list(assets, "other.js", "preload") == Paths{preload[0]});

  const Paths later = list(assets, "app.js", "dynamicImports");
  REQUIRE(later.size() == 2);
  CHECK(later[0].starts_with("chunks/view-"));
  CHECK(later[1].starts_with("chunks/late-"));
  CHECK(list(assets, later[0], "css").size() == 1);

  CHECK(assets.at("other.js").at("entry") == true);
  CHECK_FALSE(assets.at("other.js").contains("source"));
  CHECK_FALSE(assets.at("other.js").contains("css"));
  CHECK_FALSE(assets.at("app.css").contains("entry"));
  CHECK(assets.at("app.css").at("source") == "app.ts");
  CHECK(list(assets, "app.css", "preload") == Paths{"a.woff2"});
  CHECK_FALSE(assets.at(preload[0]).contains("entry"));
  CHECK_FALSE(assets.at("i.png").contains("entry"));
}

TEST_CASE("the manifest names only the source maps that are published", "[assets]") {
  Project project;
  if (!fill_with_entries(project)) return;
  project.options.source_maps = SourceMaps::keep_back;
  project.build();
  CHECK_FALSE(project.manifest().at("app.js").contains("map"));
  project.options.source_maps = SourceMaps::install;
  project.build();
  CHECK(project.manifest().at("app.js").at("map") == "app.js.map");
  CHECK(project.manifest().contains("app.js.map"));
}

TEST_CASE("a sheet that is an entry point has its fonts, and combined scripts are none",
          "[assets]") {
  Project project;
  project.file("web/app.css", "@font-face{font-family:A;src:url(a.woff2)}")
      .file("web/a.woff2", "2")
      .file("web/one.js", "window.one=1");
  if (!project.bundle({"app.css"})) return;
  project.options.concats = {{"all.js", {project.web("one.js")}}};
  project.build();
  const Json assets = project.manifest();
  CHECK(assets.at("app.css").at("entry") == true);
  CHECK(list(assets, "app.css", "preload") == Paths{"a.woff2"});
  CHECK_FALSE(assets.at("app.css").contains("css"));
  CHECK_FALSE(assets.at("all.js").contains("entry"));
  CHECK_FALSE(assets.at("all.js").contains("source"));
}
