// SPDX-License-Identifier: Apache-2.0
#include <assets/esbuild.hpp>
#include <base/text.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

TEST_CASE("two claims on one name are refused", "[assets]") {
  Project project;
  if (!project.bundle({"app.ts", "app.css"})) return;
  project.file("web/app.ts", "export {}").file("web/app.css", "a{b:c}");
  const auto build = [&] { project.build(); };

  SECTION("a file and a bundle") {
    project.file("web/app.js", "");
    CHECK(refusal_of(build) ==
          "two files want the name 'app.js'\nnote: one is 'web/app.js'\n"
          "note: the other is the bundle of 'web/app.ts'\nhelp: rename one of them");
  }
  SECTION("a sheet and the styles of a script") {
    project.file("web/app.ts", "import './b.css'").file("web/b.css", "d{e:f}");
    CHECK(refusal_of(build) ==
          "two bundles want the name 'app.css'\nnote: one is the bundle of 'app.css'\n"
          "note: one is the styles that 'app.ts' imports\n"
          "help: rename one of the entry points, or let only one have the styles");
  }
  SECTION("not when they are the same") {
    project.file("web/app.ts", "import './app.css'");
    project.build();
    CHECK(project.published("app.css") == "a{b:c}\n");
  }
}

TEST_CASE("what esbuild has against the sources is told in full", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "main.css"})) return;
  project.file("web/app.js", "").file("web/main.css", "").file("web/img/gong.png", "");
  const auto build = [&] { project.build(); };

  SECTION("syntax") {
    project.file("web/app.js", "let a = 1;\nlet b = ;\n");
    CHECK(refusal_of(build) == "web/app.js:2:8: Unexpected \";\"");
  }
  SECTION("references") {
    project.file("web/main.css", "a{}\nb{c:url(img/gone.png)}")
        .file("web/app.js", "import './util';\nimport 'jquery/dist/x.js'");
    CHECK(refusal_of(build) ==
          "web/app.js:1:7: './util' is not there\nnote: looked for 'web/util'\n"
          "note: web/main.css:2:4: 'img/gone.png' is not there, looked for 'web/img/gone.png'; "
          "did you mean 'img/gong.png'?\n"
          "note: web/app.js:2:7: Could not resolve \"jquery/dist/x.js\"\n"
          "help: add the file, or take the reference out");
  }
  SECTION("packages") {
    project.file("web/app.js", "import '@a/b/c.js'");
    CHECK(refusal_of(build) ==
          "web/app.js:1:7: Could not resolve \"@a/b/c.js\"\n"
          "help: run 'npm ci', or 'npm install @a/b' if it is new");
  }
  SECTION("bare strings") {
    project.file("web/main.css", "@import './css/b.css';")
        .file("web/css/b.css", "\na{b:image-set('gone.png' 1x)}");
    CHECK(refusal_of(build) ==
          "web/css/b.css:2: 'gone.png' is not there\nnote: looked for 'web/css/gone.png'\n"
          "help: did you mean 'img/gong.png'?");
  }
  SECTION("bare strings of two meanings") {
    project.file("web/main.css", "@import './css/b.css';a{b:image-set('i.png' 1x)}")
        .file("web/css/b.css", "a{b:image-set('i.png' 1x)}")
        .file("web/i.png", "")
        .file("web/css/i.png", "");
    CHECK_THAT(refusal_of(build),
               Catch::Contains("'i.png' means another file in another sheet of the bundle"));
  }
  SECTION("rooted URLs") {
    project.file("web/main.css", "a{b:url(/static/img/gone.png)}");
    CHECK_THAT(refusal_of(build),
               Catch::StartsWith("web/main.css:1: '/static/img/gone.png' is not there\n"
                                 "note: looked for 'web/img/gone.png'"));
  }
  SECTION("files outside the root") {
    project.file("secret.png", "").file("web/main.css", "\n\na{b:url(../secret.png)}");
    CHECK(refusal_of(build) ==
          "web/main.css:3: '../secret.png' leads out of 'web'\n"
          "note: only what is in 'web' is published\n"
          "help: add the file, or take the reference out");
  }
  SECTION("what a classic script has not") {
    project.file("web/app.js", "f(new URL('./img/gong.png', import.meta.url))");
    CHECK(refusal_of(build) ==
          "web/app.js:1:28: \"import.meta\" is not available with the \"iife\" output format and "
          "will be empty [empty-import-meta]\n"
          "help: FORMAT ESM makes modules, for <script type=module>, which have it");
    project.options.format = Format::esm;
    project.options.target = "es2017";
    CHECK_THAT(refusal_of(build), Catch::EndsWith("help: modules have it from TARGET es2020 on"));
    project.options.target = "es2020";
    project.build();
  }
  SECTION("options") {
    project.options.target = "netscape4";
    CHECK_THAT(refusal_of(build), Catch::StartsWith("esbuild: Invalid target \"netscape4\""));
  }
  SECTION("warnings are no refusal") {
    project.file("web/main.css", "a{colr}");
    const AssetOutcome outcome = project.build();
    REQUIRE(outcome.warnings.size() == 1);
    CHECK_THAT(outcome.warnings[0], Catch::StartsWith("web/main.css:1:"));
  }
}
