// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <assets/css.hpp>
#include <assets/html.hpp>
#include <assets/pipeline.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <catch2/catch.hpp>
#include <set>

#include "site.hpp"

using namespace shipit;
using test::files_in;
using test::Project;
using test::refusal_of;
using test::written_in;

namespace {

void fill_with_references(Project& project) {
  project.file("web/index.html", "<link rel=stylesheet href=css/a.css><a href=gone>x</a>")
      .file("web/css/a.css", "@import 'b.css';")
      .file("web/css/b.css", "a{b:url(../img/i.png?x#y)}")
      .file("web/img/i.png", "picture")
      .file("web/favicon.ico", "icon")
      .file("web/robots.txt", "User-agent: *")
      .file("web/.well-known/security.txt", "Contact: mailto:a@b")
      .file("web/.hidden", "no")
      .file("web/.git/config", "no")
      .file("web/node_modules/x/y.js", "no")
      .file("web/css/a.css~", "no")
      .file("web/#a.css#", "no")
      .file("web/css/b.css.orig", "no")
      .file("web/img/i.png.bak", "no")
      .file("web/img/i.png.swp", "no")
      .file("web/LICENSE", "");
}

}  // namespace

TEST_CASE("every file is published, with its references", "[assets]") {
  Project project;
  fill_with_references(project);
  const AssetOutcome outcome = project.build();
  CHECK(outcome.files == 8);
  CHECK(outcome.written == 9);
  CHECK(outcome.manifest == project.options.output / "manifest.json");

  const auto names = project.names();
  CHECK(names.size() == 8);
  CHECK(names.at("index.html") == "index.html");
  CHECK(names.at("favicon.ico") == "favicon.ico");
  CHECK(names.at("robots.txt") == "robots.txt");
  CHECK(names.at(".well-known/security.txt") == ".well-known/security.txt");
  CHECK(names.at("LICENSE") == "LICENSE-4oymiquy7qob");
  const std::string image = names.at("img/i.png");
  CHECK(image == "img/i-" + to_base32(hash(HashKind::sha256, "picture")).substr(0, 12) + ".png");
  CHECK(project.published("css/b.css") == "a{b:url(../" + image + "?x#y)}");
  CHECK(project.published("css/a.css") == "@import '" + names.at("css/b.css").substr(4) + "';");
  CHECK(project.published("index.html") ==
        "<link rel=stylesheet href=" + names.at("css/a.css") + "><a href=gone>x</a>");
}

TEST_CASE("the manifest tells what is served", "[assets]") {
  Project project;
  project.file("web/a.css", "a{b:url(i.png) url(i.png)}").file("web/i.png", "picture");
  project.build();
  const Json all = read_json(project.options.output / "manifest.json");
  CHECK(all.at("schema") == 1);
  CHECK(all.at("publicPath") == "/static/");
  const std::string sheet = project.published("a.css");
  const Json expected = {{"file", project.name("a.css")},
                         {"type", "text/css"},
                         {"size", sheet.size()},
                         {"sha256", sha256_hex(sheet)},
                         {"integrity", "sha384-" + to_base64(hash(HashKind::sha384, sheet))},
                         {"references", {"i.png"}}};
  CHECK(all.at("assets").at("a.css") == expected);
  CHECK(all.at("assets").at("i.png").at("references").empty());
}

TEST_CASE("a changed file renames what depends on it and touches nothing else", "[assets]") {
  Project project;
  fill_with_references(project);
  project.build();
  const auto names = project.names();
  const auto before = written_in(project.options.output);
  CHECK(project.build().written == 0);
  CHECK(written_in(project.options.output) == before);

  project.file("web/img/i.png", "another picture");
  // The picture, both sheets, the page, and the manifest.
  CHECK(project.build().written == 5);
  const auto renamed = project.names();
  const auto after = written_in(project.options.output);
  const std::set<std::string> expected{"img/i.png", "css/a.css", "css/b.css"};
  for (const auto& [logical, name] : names) {
    INFO(logical);
    CHECK((renamed.at(logical) != name) == expected.contains(logical));
    CHECK(after.contains(name) == !expected.contains(logical));
    if (!expected.contains(logical) && logical != "index.html")
      CHECK(after.at(name) == before.at(name));
  }
}

TEST_CASE("what is no longer named goes", "[assets]") {
  Project project;
  fill_with_references(project);
  project.build();
  std::filesystem::remove_all(project.web("img"));
  project.file("web/css/b.css", "a{}").file("build/tree/stray/x", "").file("web/new/a.txt", "");
  std::filesystem::create_symlink("/", project.options.output / "new");
  project.build();
  const auto names = project.names();
  std::set<std::string> expected{"manifest.json"};
  for (const auto& [logical, name] : names) expected.insert(name);
  std::set<std::string> found;
  for (const auto& [path, ignored] : files_in(project.options.output)) found.insert(path);
  CHECK(found == expected);
  CHECK_FALSE(std::filesystem::exists(project.options.output / "img"));
  CHECK_FALSE(std::filesystem::exists(project.options.output / "stray"));
}

TEST_CASE("the same bytes come from another folder and another umask", "[assets]") {
  Project one;
  Project other;
  fill_with_references(one);
  fill_with_references(other);
  one.build();
  const mode_t before = umask(0077);
  other.build();
  umask(before);
  CHECK(files_in(one.options.output) == files_in(other.options.output));
  struct stat status {};
  REQUIRE(stat((other.options.output / "manifest.json").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0644);
}

TEST_CASE("bytes that are no UTF-8 survive", "[assets]") {
  Project project;
  const std::string sheet = "\xef\xbb\xbf@charset \"x\";/*\xe9\xff*/a{b:url(i.png)}\r\n\0\x01";
  project.file("web/a.css", sheet).file("web/i.png", std::string("\0\xff", 2));
  project.build();
  CHECK(project.published("a.css") == replace_all(sheet, "i.png", project.name("i.png")));
  CHECK(project.published("i.png") == std::string("\0\xff", 2));
}

TEST_CASE("names with blanks, percent signs and letters of any script are found", "[assets]") {
  Project project;
  project.file("web/a.css",
               "a{b:url('img/100%25 \xc3\xa9#1.png') url(\"img/100%25%20%C3%A9%231.png\")}");
  project.file("web/img/100% \xc3\xa9#1.png", "picture");
  CHECK_THAT(test::refusal_of([&] { project.build(); }),
             Catch::StartsWith("web/a.css:1: 'img/100%25 \xc3\xa9#1.png' is not there"));
  project.file("web/a.css", "a{b:url(\"img/100%25%20%C3%A9%231.png\")}");
  project.build();
  CHECK_THAT(project.published("a.css"), Catch::Contains("img/100%25%20%C3%A9%231-"));
}

TEST_CASE("symlinks inside the root are files like others", "[assets]") {
  Project project;
  project.file("web/real/a.png", "picture");
  std::filesystem::create_symlink("real/a.png", project.web("b.png"));
  std::filesystem::create_directory_symlink("real", project.web("linked"));
  project.build();
  const auto names = project.names();
  CHECK(names.size() == 3);
  CHECK(project.published("b.png") == "picture");
  CHECK(names.at("linked/a.png").starts_with("linked/a-"));
}

TEST_CASE("the depfile names every file and every folder", "[assets]") {
  Project project;
  fill_with_references(project);
  project.options.depfile = {project.path() / "build" / "assets.d", BuildTool::ninja};
  project.build();
  const Path root = std::filesystem::canonical(project.options.root);
  std::set<std::string> found;
  const std::vector<std::string> all = lines(read_file(project.options.depfile->path));
  CHECK(all.at(0) == (project.options.output / "manifest.json").string() + ": \\");
  for (std::size_t i = 1; i < all.size(); ++i)
    found.insert(std::string(trim(all[i])).substr(0, std::string(trim(all[i])).find(" \\")));
  CHECK(found == std::set<std::string>{root, root / ".well-known",
                                       root / ".well-known/security.txt", root / "LICENSE",
                                       root / "css", root / "css/a.css", root / "css/b.css",
                                       root / "favicon.ico", root / "img", root / "img/i.png",
                                       root / "index.html", root / "robots.txt"});
}

TEST_CASE("with a depfile the manifest tells when the last build was", "[assets]") {
  Project project;
  fill_with_references(project);
  project.options.depfile = {project.path() / "build" / "assets.d", BuildTool::ninja};
  const Path manifest = project.build().manifest;
  const auto long_ago = std::filesystem::last_write_time(manifest) - std::chrono::hours(1);
  std::filesystem::last_write_time(manifest, long_ago);
  project.build();
  CHECK((std::filesystem::last_write_time(manifest) > long_ago));
}

TEST_CASE("the JSON that a page names as its manifest is a web manifest", "[assets]") {
  Project project;
  const std::string icons =
      "{\"icons\": [{\"src\": \"/static/i.png\"}], \"start_url\": \"../x.html\"}";
  project.file("web/x.html", "<link rel='icon MANIFEST' href=manifest.json>")
      .file("web/sub/y.html", "<base href=/static/deep/><link rel=manifest href='app.json?x#y'>")
      .file("web/z.html",
            "<base href=//cdn/><link rel=manifest href=other.json><a href=other.json>")
      .file("web/manifest.json", icons)
      .file("web/deep/app.json", icons)
      .file("web/other.json", icons)
      .file("web/i.png", "picture");
  for (int i = 0; i < 2; ++i) {
    project.build();
    const std::string wanted = "/static/" + project.name("i.png");
    for (const char* path : {"manifest.json", "deep/app.json"})
      CHECK_THAT(project.published(path), Catch::Contains(wanted));
    CHECK(project.published("other.json") == icons);
    CHECK_THAT(project.name("manifest.json"), Catch::StartsWith("manifest-"));
    CHECK(project.published("x.html") ==
          "<link rel='icon MANIFEST' href=" + project.name("manifest.json") + ">");
    project.file("web/i.png", "another");
  }
}

TEST_CASE("a web manifest that would take the place of ours is refused", "[assets]") {
  Project project;
  project.file("web/x.html", "<link rel=manifest href=manifest.json>");
  project.file("web/manifest.json", "{}");
  project.options.names = {{Naming::plain, "manifest.json"}};
  CHECK(refusal_of([&] { project.build(); }) ==
        "'web/manifest.json' wants the name of the manifest 'manifest.json'\n"
        "help: rename it, or let its name have a digest");
  project.options.names = {};
  project.file("web/manifest.json", "{\"icons\": [\n{\"src\": \"gone.png\"}]}");
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::StartsWith("web/manifest.json:2: 'gone.png' is not there"));
}
