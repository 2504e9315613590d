// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <assets/pipeline.hpp>
#include <base/process.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

TEST_CASE("all references that lead nowhere are told at once", "[assets]") {
  Project project;
  project.file("web/app.css", "a{}\n\na{b:url(img/gone.png)}")
      .file("web/b.html", "<a href=gone>x</a>\n<img src=img/gonr.png>\n<img src=../../etc/passwd>")
      .file("web/img/gong.png", "");
  CHECK(refusal_of([&] { project.build(); }) ==
        "web/app.css:3: 'img/gone.png' is not there\n"
        "note: looked for 'web/img/gone.png'\n"
        "note: web/b.html:2: 'img/gonr.png' is not there, looked for 'web/img/gonr.png'; "
        "did you mean 'img/gong.png'?\n"
        "note: web/b.html:3: '../../etc/passwd' leads out of 'web', "
        "only what is in 'web' is published\n"
        "help: did you mean 'img/gong.png'?");
  CHECK_FALSE(std::filesystem::exists(project.options.output));
}

TEST_CASE("references that lead nowhere may be let pass by glob", "[assets]") {
  Project project;
  project
      .file("web/vendor/a.css",
            "a{b:url(gone.png) url(../../etc/passwd)}\n/*# sourceMappingURL=x */")
      .file("web/vendor/src/m.js", "\nimport './lib';\n//# sourceMappingURL=m.js.map")
      .file("web/old/b.js", "import './gone.js'")
      .file("web/lib/c.css", "a{b:url(gone)}");
  project.options.missing = {
      {Missing::warn, "vendor/**"}, {Missing::warn, "lib/*"}, {Missing::ignore, "old/*.js"}};
  CHECK(project.build().warnings ==
        std::vector<std::string>{
            "web/lib/c.css:1: 'gone' is not there",
            "web/vendor/a.css:1: 'gone.png' is not there, and 2 more in 'vendor/**'"});
  CHECK(project.published("vendor/a.css") == "a{b:url(gone.png) url(../../etc/passwd)}\n ");
  CHECK(project.published("vendor/src/m.js") == "\nimport './lib';\n ");

  project.options.missing.push_back({Missing::error, "m.js"});
  CHECK_THAT(refusal_of([&] { project.build(); }),
             Catch::StartsWith("web/vendor/src/m.js:2: './lib' is not there\n"));
}

TEST_CASE("a reference to what is left out is told so", "[assets]") {
  Project project;
  project.file("web/lib/node_modules/x/i.js", "").file("web/a.css~", "");
  const auto build = [&] { project.build(); };
  const std::string help =
      "help: import it in an entry point, or give it a name that is published: none of its folders "
      "is node_modules, nothing begins with '.', and it is no editor's backup";
  project.file("web/x.html", "<script src=lib/node_modules/x/i.js></script>");
  CHECK(refusal_of(build) ==
        "web/x.html:1: 'lib/node_modules/x/i.js' is not there\n"
        "note: looked for 'web/lib/node_modules/x/i.js', but 'web/lib/node_modules' is left out of "
        "what is published\n" +
            help);
  project.file("web/x.html", "<link rel=stylesheet href=a.css~>");
  CHECK(refusal_of(build) ==
        "web/x.html:1: 'a.css~' is not there\nnote: looked for 'web/a.css~', but 'web/a.css~' is "
        "left out of what is published\n" +
            help);
}

TEST_CASE("a refusal leaves the last output as it is", "[assets]") {
  Project project;
  project.file("web/a.css", "a{}");
  project.build();
  const auto names = project.names();
  project.file("web/a.css", "a{b:url(gone)}");
  CHECK_THROWS_AS(project.build(), Error);
  CHECK(project.names() == names);
  CHECK(project.published("a.css") == "a{}");
}

TEST_CASE("what can't be published is refused", "[assets]") {
  Project project;
  project.file("outside.png", "").file("web/a.css", "");
  const auto build = [&] { project.build(); };

  SECTION("a symlink that leaves the root") {
    std::filesystem::create_symlink("../outside.png", project.web("i.png"));
    CHECK(refusal_of(build) ==
          "the symlink 'web/i.png' leads out of 'web'\nnote: it leads to '" +
              std::filesystem::canonical(project.path() / "outside.png").string() +
              "'\nhelp: copy what it leads to into 'web'");
  }
  SECTION("a symlink to nothing") {
    std::filesystem::create_symlink("gone", project.web("i.png"));
    CHECK(refusal_of(build) ==
          "the symlink 'web/i.png' leads to nothing\nhelp: mend it or remove it");
  }
  SECTION("a symlink to a folder that holds it") {
    make_folders(project.web("a/b"));
    std::filesystem::create_symlink("../../a", project.web("a/b/c"));
    CHECK(refusal_of(build) ==
          "the symlink 'web/a/b/c' leads to a folder that holds it\nhelp: remove it");
  }
  SECTION("symlinks that lead to one another") {
    make_folders(project.web("a"));
    make_folders(project.web("b"));
    std::filesystem::create_symlink("../b", project.web("a/x"));
    std::filesystem::create_symlink("../a", project.web("b/y"));
    CHECK_THAT(refusal_of(build), Catch::Contains("leads to a folder that holds it"));
  }
  SECTION("a FIFO") {
    REQUIRE(mkfifo(project.web("pipe").c_str(), 0600) == 0);
    CHECK(refusal_of(build) ==
          "'web/pipe' is neither a file nor a folder\nhelp: move it out of 'web'");
  }
  SECTION("a symlink to a FIFO") {
    REQUIRE(mkfifo(project.web(".pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink(".pipe", project.web("pipe"));
    CHECK_THAT(refusal_of(build), Catch::StartsWith("'web/pipe' is neither a file nor a folder"));
  }
  SECTION("a name with a new line") {
    project.file("web/a\nb.png", "");
    CHECK(refusal_of(build) ==
          "the name of 'web/a\\x0ab.png' has a control character\nhelp: rename it");
  }
  SECTION("a folder's name with a control character") {
    project.file("web/a\x1b[2J/b.png", "");
    CHECK_THAT(refusal_of(build), Catch::Contains("has a control character"));
  }
  SECTION("a name that is not UTF-8") {
    project.file("web/\xe9.png", "");
    CHECK_THAT(refusal_of(build), Catch::Contains("is not UTF-8"));
  }
  SECTION("a name with a backslash") {
    project.file("web/a\\b.png", "");
    CHECK_THAT(refusal_of(build), Catch::StartsWith("the name of 'web/a\\b.png' has a backslash"));
  }
}

TEST_CASE("odd options are refused", "[assets]") {
  Project project;
  project.file("web/a.css", "").file("web/app.ts", "").file("web/app.js", "").file("web/i.png", "");
  const auto build = [&] { project.build(); };

  SECTION("a root that isn't there") {
    project.options.root = project.path() / "wen";
    CHECK(refusal_of(build) == "the assets' folder 'wen' is not there");
  }
  SECTION("a public path without slashes") {
    for (const char* odd : {"static", "/static", "//host/", "/a b/", "/a/../", ""}) {
      project.options.public_path = odd;
      CHECK(refusal_of(build) == "the public path '" + std::string(odd) +
                                     "' is not one\nhelp: it begins and ends with '/', as "
                                     "'/static/' does");
    }
  }
  SECTION("a version that is more than one") {
    for (const char* odd : {"1 0", "1&a", "1#", "1'"}) {
      project.options.version = odd;
      CHECK(refusal_of(build) == "the version '" + std::string(odd) +
                                     "' can't stand in a URL\nhelp: it may have letters, digits, "
                                     "and any of '.+-~_'");
    }
  }
  SECTION("an output in the root") {
    project.options.output = project.web("out");
    CHECK(refusal_of(build) ==
          "the output folder 'web/out' and the root 'web' hold one another\n"
          "help: choose a folder beside the root");
    project.options.output = project.path();
    CHECK_THAT(refusal_of(build), Catch::Contains("hold one another"));
    CHECK(std::filesystem::exists(project.web("a.css")));
  }
  SECTION("an entry point that isn't there") {
    project.options.entries = {"ap.js"};
    CHECK(refusal_of(build) ==
          "the entry point 'ap.js' is not there\nnote: looked for 'web/ap.js'\n"
          "help: did you mean 'app.js'?");
  }
  SECTION("an entry point that is no code") {
    project.options.entries = {"i.png"};
    CHECK_THAT(refusal_of(build),
               Catch::StartsWith("esbuild can't bundle the entry point 'i.png'"));
  }
  SECTION("two entry points with one name") {
    project.options.entries = {"app.ts", "./app.js"};
    CHECK(refusal_of(build) ==
          "two entry points want the name 'app.js'\nnote: one is 'app.js'\n"
          "note: the other is 'app.ts'\nhelp: rename one of them");
  }
}

TEST_CASE("an esbuild that goes wrong is told from sources that do", "[assets]") {
  Project project;
  project.file("web/app.js", "");
  project.options.entries = {"app.js"};
  const auto build = [&] { project.build(); };

  SECTION("missing") {
    project.options.esbuild = project.path() / "gone";
    CHECK_THAT(refusal_of(build),
               Catch::StartsWith("esbuild is gone: there is no '") &&
                   Catch::EndsWith("install it again, or run CMake again to find another"));
  }
  SECTION("crashed") {
    project.pretend_esbuild("echo 'panic: oh' >&2; kill -SEGV $$");
    CHECK_THAT(refusal_of(build), Catch::StartsWith("esbuild was ended by signal 11\n"
                                                    "note: it said: panic: oh\nhelp: is '"));
  }
  SECTION("failed without a word") {
    project.pretend_esbuild("exit 3");
    CHECK_THAT(refusal_of(build), Catch::StartsWith("esbuild failed with status 3\nhelp: is '"));
  }
  SECTION("hangs") {
    project.options.limit = std::chrono::seconds(1);
    project.pretend_esbuild("sleep 100 & wait");
    CHECK_THAT(refusal_of(build), Catch::EndsWith("did not finish within 1 seconds"));
  }
  SECTION("writes nothing") {
    project.pretend_esbuild("exit 0");
    CHECK_THAT(refusal_of(build),
               Catch::StartsWith("esbuild wrote a metafile that makes no sense"));
  }
  SECTION("writes garbage") {
    for (const char* garbage :
         {"no JSON", "[]", "{\"inputs\":{},\"outputs\":[1]}",
          "{\"inputs\":{},\"outputs\":{\"x\":{\"inputs\":3}}}", "{\"inputs\":{},\"outputs\":{}}"}) {
      project.pretend_esbuild("for w; do case $w in --metafile=*) echo '" + std::string(garbage) +
                              "' > \"${w#--metafile=}\";; esac; done");
      INFO(garbage);
      CHECK_THAT(refusal_of(build),
                 Catch::StartsWith("esbuild wrote a metafile that makes no sense"));
    }
  }
  CHECK_FALSE(std::filesystem::exists(project.options.output));
  // The private folder is gone, too.
  if (std::filesystem::exists(project.path() / "build"))
    // The lock stays, for others may wait for it.
    std::filesystem::remove(project.path() / "build" / "tree.lock");
  CHECK(std::filesystem::is_empty(project.path() / "build"));
}

TEST_CASE("a full disk is told from what is no esbuild", "[assets]") {
  Project project;
  project.file("web/app.js", "");
  project.options.entries = {"app.js"};
  project.pretend_esbuild("exit 0");
  const std::string small = (project.path() / "build").string();
  make_folders(small);
  const auto mount =
      try_run({.words = {"mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small}});
  if (!mount || mount->status != 0) {
    WARN("a small file system may not be mounted here");
    return;
  }
  const std::string told = refusal_of([&] { project.build(); });
  CHECK(run({.words = {"umount", small}}).status == 0);
  CHECK_THAT(told, Catch::StartsWith("esbuild wrote a metafile that makes no sense\n"));
  CHECK_THAT(told,
             Catch::Contains("\nnote: no space left on device: there is less than 1 MiB in '"));
  CHECK_THAT(told, Catch::EndsWith("\nhelp: make room there"));
}
