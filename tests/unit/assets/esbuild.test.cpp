// SPDX-License-Identifier: Apache-2.0
#include <assets/css.hpp>
#include <assets/esbuild.hpp>
#include <assets/references.hpp>
#include <base/text.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;
using test::files_in;
using test::Project;
using test::refusal_of;

namespace {

// Every URL of a published sheet that is ours leads to a published file.
void check_sheet(const Project& project, const std::string& logical) {
  const std::string sheet = project.published(logical);
  for (const Reference& reference : css_references(sheet)) {
    const Target target = resolve(reference.value, {folder_of(project.name(logical)), "/static/"});
    INFO(reference.value);
    if (target.place == Place::inside)
      CHECK(std::filesystem::is_regular_file(project.options.output / target.path));
    CHECK(target.place != Place::outside);
  }
}

// Some versions of esbuild quote every URL, others only where it must be.
std::string unquoted(const std::string& sheet) {
  return replace_all(replace_all(sheet, "url(\"", "url("), "\")", ")");
}

void fill_with_packages(Project& project) {
  project.file("node_modules/jq/package.json", R"({"name":"jq","main":"dist/jq.js"})")
      .file("node_modules/jq/dist/jq.js", "/*! jq (c) somebody */\nmodule.exports = () => 7;")
      .file("node_modules/@fonts/x/package.json", R"({"name":"@fonts/x"})")
      .file("node_modules/@fonts/x/index.css",
            "@font-face{font-family:x;src:url(./files/y.woff2) format('woff2')}")
      .file("node_modules/@fonts/x/files/y.woff2", "font")
      .file("web/app.js",
            "import jq from 'jq'; import logo from './img/logo.svg'; import {a} from './lib/a';\n"
            "import data from './data.json';\nimport './js.css';\n"
            "console.log(jq(), logo, a, data, `x${logo}`);")
      .file("web/lib/a.ts", "export const a: number = 1;")
      .file("web/data.json", "{\"b\":2}")
      .file("web/js.css", ".j{background:url(img/logo.svg)}")
      .file("web/main.css",
            "@import '@fonts/x/index.css';\n@import './css/deep/d.css' layer(l) screen;\n"
            ".m{background:url('img/a b.png') , url(img/logo.svg?v=1#i) , url(/static/img/logo.svg)"
            ", url(img/a%20b.png), url(/media/x.png), url(img/par\\(en\\).png), url(#id)"
            ", url(https://h/x.png), url(LICENSE), url(favicon.ico);\n"
            "mask:image-set('img/logo.svg' 1x, url('img/a b.png') 2x)}")
      .file("web/css/deep/d.css", ".d{background:image-set('../../img/logo.svg' 1x)}")
      .file("web/img/logo.svg", "<svg/>")
      .file("web/img/a b.png", "picture")
      .file("web/img/par(en).png", "another")
      .file("web/favicon.ico", "icon")
      .file("web/LICENSE", "free");
}

}  // namespace

TEST_CASE("entry points are bundled and their names put right", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "main.css"})) return;
  fill_with_packages(project);
  const auto sources = files_in(project.options.root);
  CHECK(project.build().warnings.empty());
  CHECK(files_in(project.options.root) == sources);

  const auto names = project.names();
  std::vector<std::string> logical;
  for (const auto& [path, name] : names) logical.push_back(path);
  CHECK(logical == std::vector<std::string>{"LICENSE", "app.css", "app.js", "app.js.LEGAL.txt",
                                            "favicon.ico", "img/a b.png", "img/logo.svg",
                                            "img/par(en).png", "main.css",
                                            "vendor/@fonts/x/files/y.woff2"});

  const std::string script = project.published("app.js");
  CHECK_THAT(script, Catch::Contains("\"/static/" + names.at("img/logo.svg") + "\""));
  CHECK_THAT(script, Catch::Contains("information please see /static/" +
                                     names.at("app.js.LEGAL.txt") + " */"));
  CHECK_THAT(names.at("app.js.LEGAL.txt"),
             Catch::StartsWith("app-") && Catch::EndsWith(".js.LEGAL.txt"));
  CHECK_THAT(project.published("app.js.LEGAL.txt"), Catch::Contains("/*! jq (c) somebody */"));

  const std::string sheet = unquoted(project.published("main.css"));
  const auto url = [&](const std::string& path) { return "/static/" + names.at(path); };
  const std::vector<std::string> all = {"url(/static/img/a%20b-",
                                        "url(" + url("img/logo.svg") + "?v=1#i)",
                                        "url(" + url("img/logo.svg") + ")",
                                        "url(/media/x.png)",
                                        "url(/static/img/par%28en%29-",
                                        "url(#id)",
                                        "url(https://h/x.png)",
                                        "url(" + url("LICENSE") + ")",
                                        "url(/static/favicon.ico)",
                                        "url(" + url("vendor/@fonts/x/files/y.woff2") + ")",
                                        "image-set(\"" + url("img/logo.svg") + "\" 1x"};
  for (const std::string& expected : all) CHECK_THAT(sheet, Catch::Contains(expected));
  CHECK_THAT(sheet, !Catch::Contains("LEGAL"));
  check_sheet(project, "main.css");
  check_sheet(project, "app.css");
  for (const auto& [path, bytes] : files_in(project.options.output)) {
    INFO(path);
    CHECK_THAT(bytes, !Catch::Contains(std::string(name_placeholder)));
    CHECK_THAT(bytes, !Catch::Contains(project.path().string()));
  }
  const Json references = project.manifest().at("main.css").at("references");
  CHECK(references == Json({"LICENSE", "favicon.ico", "img/a b.png", "img/logo.svg",
                            "img/par(en).png", "vendor/@fonts/x/files/y.woff2"}));
}

TEST_CASE("entry points may lie deep and have odd names", "[assets]") {
  Project project;
  if (!project.bundle({"js/deep/a b.min.ts", "\xc3\xa9.mjs", "linked.js"})) return;
  project
      .file("web/js/deep/a b.min.ts",
            "import u from '../../img/\xc3\xa9`${x}.PNG'; console.log(`${u}!`)")
      .file("web/\xc3\xa9.mjs", "import './js/deep/x.css'")
      .file("web/js/deep/x.css", "a{b:url(../../img/\xc3\xa9`${x}.PNG)}")
      .file("web/img/\xc3\xa9`${x}.PNG", "picture")
      .file("web/js/real.js", "console.log(1)");
  std::filesystem::create_symlink("js/real.js", project.web("linked.js"));
  project.build();
  const auto names = project.names();
  std::vector<std::string> logical;
  for (const auto& [path, name] : names) logical.push_back(path);
  CHECK(logical == std::vector<std::string>{"img/\xc3\xa9`${x}.PNG", "js/deep/a b.min.js",
                                            "linked.js", "\xc3\xa9.css", "\xc3\xa9.js"});
  CHECK_THAT(project.published("js/deep/a b.min.js"),
             Catch::Contains("\"/static/img/%C3%A9%60$%7Bx%7D-"));
  check_sheet(project, "\xc3\xa9.css");
}

TEST_CASE("a changed picture renames the bundle that has it", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "main.css"})) return;
  fill_with_packages(project);
  project.build();
  const auto before = project.names();
  project.file("web/img/par(en).png", "changed");
  project.build();
  for (const auto& [logical, name] : project.names()) {
    INFO(logical);
    CHECK((before.at(logical) != name) == (logical == "main.css" || logical == "img/par(en).png"));
  }
}

TEST_CASE("bundles ask for a version where names stay", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "main.css"})) return;
  fill_with_packages(project);
  project.options.names = {{Naming::query, "img/**"}, {Naming::query, "app.js"}};
  project.options.version = "1.0.32";
  project.build();
  CHECK(project.name("app.js") == "app.js");
  CHECK_THAT(project.published("app.js"), Catch::Contains("\"/static/img/logo.svg?v=1.0.32\""));
  const std::string sheet = unquoted(project.published("main.css"));
  for (const char* expected :
       {"url(/static/img/a%20b.png?v=1.0.32)", "url(/static/img/logo.svg?v=1.0.32&v=1#i)",
        "image-set(\"/static/img/logo.svg?v=1.0.32\" 1x"})
    CHECK_THAT(sheet, Catch::Contains(expected));
}

TEST_CASE("bundles are the same from another folder", "[assets]") {
  Project one;
  Project other;
  if (!one.bundle({"app.js", "main.css"}) || !other.bundle({"./main.css", "app.js"})) return;
  fill_with_packages(one);
  fill_with_packages(other);
  for (Project* project : {&one, &other}) {
    project->file("web/lib/late.js", "export default 'late'")
        .file("web/app.js", "import('./lib/late'); import './js.css'; import jq from 'jq'; jq()");
    project->options.format = Format::esm;
    project->options.source_maps = SourceMaps::install;
  }
  other.options.output = other.path() / "quite/another/place/tree";
  one.build();
  other.build();
  CHECK(files_in(one.options.output) == files_in(other.options.output));
}

TEST_CASE("a public path that the sources' folder begins with is no trouble", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "main.css"})) return;
  fill_with_packages(project);
  const std::string path = std::filesystem::canonical(project.path()).string();
  project.file("web/main.css", ".m{background:url(img/logo.svg)}");
  for (const std::string& public_path : {std::string("/"), path.substr(0, path.find('/', 1) + 1)}) {
    project.options.public_path = public_path;
    project.build();
    CHECK(unquoted(project.published("main.css")) ==
          ".m{background:url(" + public_path + project.name("img/logo.svg") + ")}\n");
    CHECK_THAT(project.published("app.js"),
               Catch::Contains("\"" + public_path + project.name("img/logo.svg") + "\""));
  }
}

TEST_CASE("the depfile names what esbuild read", "[assets]") {
  Project project;
  if (!project.bundle({"app.js", "main.css"})) return;
  fill_with_packages(project);
  project.options.depfile = {project.path() / "build/assets.d", BuildTool::ninja};
  project.build();
  const std::string text = read_file(project.options.depfile->path);
  const Path base = std::filesystem::canonical(project.path());
  for (const char* need :
       {"web/lib", "web/lib/a.ts", "web/img/a\\ b.png", "node_modules/jq/dist/jq.js",
        "node_modules/jq/package.json", "node_modules/@fonts/x/index.css",
        "node_modules/@fonts/x/files/y.woff2"})
    CHECK_THAT(text, Catch::Contains("  " + (base / need).string() + " \\\n") ||
                         Catch::EndsWith("  " + (base / need).string() + "\n"));
  CHECK_THAT(text, Catch::Contains(project.options.esbuild.string()));
}

TEST_CASE("sources that live in a bundle are not published", "[assets]") {
  Project project;
  if (!project.bundle({"app.ts"})) return;
  project.file("web/app.ts", "import './lib'; let x: number = 1; console.log(x)")
      .file("web/lib.js", "console.log(2)")
      .file("web/x.html", "<script src=app.js></script>");
  project.build();
  CHECK(project.names().size() == 2);
  CHECK(project.published("x.html") == "<script src=" + project.name("app.js") + "></script>");

  project.file("web/x.html", "<script src=app.ts></script><script src=lib.js></script>");
  CHECK(refusal_of([&] { project.build(); }) ==
        "web/x.html:1: 'app.ts' is not there\n"
        "note: looked for 'web/app.ts', but it is bundled as 'app.js'\n"
        "note: web/x.html:1: 'lib.js' is not there, looked for 'web/lib.js', "
        "but it is part of 'app.js'\n"
        "help: add the file, or take the reference out");
}
