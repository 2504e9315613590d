// SPDX-License-Identifier: Apache-2.0
#include <assets/npm_packages.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

TEST_CASE("npm packages: those that a build took something from, by their package.json") {
  Project project;
  if (!project.bundle({"app.js"})) return;
  project
      .file("web/app.js",
            "import {draw} from 'chart'; import pen from '@own/pen';\n"
            "import './fonts.css'; draw(pen);")
      .file("web/fonts.css", "@font-face { src: url(inter/inter.woff2); }")
      .file("node_modules/chart/package.json",
            R"({"name": "chart.js", "version": "4.6.1", "main": "dist/index.js"})")
      .file("node_modules/chart/dist/index.js", "import line from 'line'; export {line as draw};")
      .file("node_modules/chart/dist/package.json", R"({"type": "module"})")
      .file("node_modules/chart/node_modules/line/index.js", "export default p => alert(p);")
      .file("node_modules/@own/pen/package.json", R"({"name": "a b", "version": 3})")
      .file("node_modules/@own/pen/index.js", "export default {name: 'pen'};")
      .file("node_modules/inter/package.json", R"({"name": "inter", "version": "5.3.0"})")
      .file("node_modules/inter/inter.woff2", "font")
      .file("node_modules/unused/package.json",
            R"({"name": "unused", "version": "1.0.0", "sideEffects": false})")
      .file("node_modules/unused/index.js", "export const no = 1;");
  project.build();
  const Path file = npm_packages_file(project.options.output);
  CHECK(read_npm_packages(file) ==
        PackageVersions{{"@own/pen", ""}, {"chart.js", "4.6.1"}, {"inter", "5.3.0"}, {"line", ""}});
  std::filesystem::remove(file);
  project.build();
  CHECK(read_npm_packages(file).size() == 4);
  std::filesystem::remove(file);
  CHECK_THAT(refusal_of([&] { read_npm_packages(file); }), Catch::Contains(file.native()));
}
