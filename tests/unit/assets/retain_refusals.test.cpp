// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server.hpp"

using namespace shipit;
using namespace shipit::test;

TEST_CASE("retain: a manifest that was tampered with is refused, and nothing is changed") {
  const ThreeReleases server;
  server.retain({"1", "2"}, 2);
  const auto entry = [](const std::string& file) { return Server::entry(file, "x"); };
  const std::string digested = "-abcdefghijkl.js";
  const std::pair<Json, std::string> hostile[] = {
      {{{"../x.js", entry("../x" + digested)}}, "'../x-abcdefghijkl.js' is not a path inside"},
      {{{"/etc/x.js", entry("/etc/x" + digested)}}, "'/etc/x-abcdefghijkl.js' is not a path"},
      {{{"a/../../x.js", entry("a/../../x" + digested)}}, "is not a path inside"},
      {{{"a\nb.js", entry("a\nb" + digested)}}, "is not a path inside"},
      {{{"x.js", entry("passwd")}}, "'passwd' has no digest in its name"},
      {{{"x.js", entry("y" + digested)}}, "is not a name for 'x.js'"},
  };
  for (const auto& [assets, message] : hostile) {
    server.set_manifest("3", assets);
    const std::string said = server.refused({"3"});
    CHECK_THAT(said, Catch::Contains(message));
    CHECK_THAT(said, Catch::Contains("nothing was changed"));
  }
  Json assets = {{"x.js", entry("x" + digested)}};
  assets["x.js"]["sha256"] = "abc";
  server.set_manifest("3", assets);
  CHECK_THAT(server.refused({"3"}), Catch::Contains("'abc' is not a SHA-256"));
  CHECK(server.names() == Names{one, two, same});
}

TEST_CASE("retain: a missing file and one with other bytes are refused, and nothing is removed") {
  const ThreeReleases server;
  server.retain({"1", "2"}, 2);
  std::filesystem::remove(server.release("3") / three);
  CHECK_THAT(server.refused({"3"}), Catch::Contains("'" + three + "' is missing") &&
                                        Catch::Contains("releases/3' names it"));
  server.scratch.write("releases/3/" + three, "THREE");
  CHECK_THAT(server.refused({"3"}), Catch::Contains("has other bytes than its manifest says"));
  server.scratch.write("releases/3/" + three, "three");
  server.scratch.write("releases/3/" + three + ".br", "long");
  CHECK_THAT(server.refused({"3"}), Catch::Contains(three + ".br' has other bytes"));
  server.scratch.write("releases/3/" + three + ".br", "br");
  write_file(server.served / two, "TWO");
  CHECK_THAT(server.refused({"3"}), Catch::Contains("served/" + two + "' has other bytes"));
  CHECK(server.names() == Names{one, two, same});
  server.retain({"2", "3"}, 2);  // a whole one heals it
  CHECK(read_file(server.served / two) == "two");
}

TEST_CASE("retain: symlinks are refused in a release and where files are served") {
  const ThreeReleases server;
  server.scratch.write("secret", "one");
  std::filesystem::remove(server.release("1") / one);
  std::filesystem::create_symlink(server.scratch / "secret", server.release("1") / one);
  CHECK_THAT(server.refused({"1"}), Catch::Contains("is a symlink, and may lead anywhere"));
  make_folders(server.served);
  std::filesystem::create_symlink(server.release("2"), server.served / "js");
  CHECK_THAT(server.refused({"2"}), Catch::Contains("served/js' is a symlink"));
}

TEST_CASE("retain: what can't be retained is said") {
  const ThreeReleases server;
  CHECK_THAT(server.refused({"9"}), Catch::Contains("there is no folder"));
  CHECK_THAT(server.refused({}), Catch::Contains("nothing was ever retained"));
  CHECK_THAT(server.refused({"1"}, 0), Catch::Contains("0 can't be kept"));
  CHECK_THAT(refusal_of([&] {
               retain({.releases = {server.release("1"), server.release("2")}, .into = {}});
             }),
             Catch::Contains("several folders can't all be the one that is served"));
  RetainOptions around = server.options({"1"}, 1);
  around.into = server.scratch.path();
  CHECK_THAT(refusal_of([&] { retain(around); }), Catch::Contains("hold one another"));
  server.set_manifest("1", {{"index.html", Server::entry("index.html", "page")}});
  CHECK_THAT(server.refused({"1"}), Catch::Contains("names no file that has a digest"));
  std::filesystem::remove(server.release("1") / "manifest.json");
  CHECK_THAT(server.refused({"1"}), Catch::Contains("there is no manifest"));
  server.retain({"2"}, 1);
  write_file(server.served / journal_name, R"({"schema": 2})");
  CHECK_THAT(server.refused({"2"}), Catch::Contains("has schema 2"));
  write_file(server.served / journal_name,
             R"({"schema": 1, "kept": [{"from": "x", "files": {"../x-abcdefghijkl.js": {}}}]})");
  CHECK_THAT(server.refused({"2"}), Catch::Contains("'../x-abcdefghijkl.js' is not a path inside"));
}

TEST_CASE("retain: one name for two contents is refused") {
  const ThreeReleases server;
  server.retain({"1"}, 2);
  server.set_manifest("2", {{"js/app.js", Server::entry(one, "other")}});
  server.scratch.write("releases/2/" + one, "other");
  CHECK_THAT(server.refused({"2"}), Catch::Contains("two releases want other bytes by the name"));
  CHECK(server.names() == Names{one, same});
}

TEST_CASE("retain: a folder that builds make anew is no place to serve from") {
  const ThreeReleases server;
  server.scratch.write("served.index", "");
  CHECK_THAT(server.refused({"1"}), Catch::Contains("each build makes '") &&
                                        Catch::Contains("would forget") &&
                                        Catch::Contains("say with --into where"));
}

TEST_CASE("retain: a broken journal or manifest is named, with the way out") {
  const ThreeReleases server;
  server.retain({"1"}, 2);
  server.scratch.write("releases/2/manifest.json", "[");
  CHECK_THAT(server.refused({"2"}),
             Catch::Contains("releases/2/manifest.json:1: this is not JSON") &&
                 Catch::Contains("take the manifest that was built; nothing was changed"));
  for (const char* broken : {"{", "{}", R"({"schema": 1, "kept": 5})",
                             R"({"schema": 1, "kept": [{"from": "x", "files": 5}]})"}) {
    server.scratch.write("served/.shipit-retained.json", broken);
    CHECK_THAT(server.refused({"3"}), Catch::Contains("served/.shipit-retained.json") &&
                                          Catch::Contains("delete it to begin anew"));
  }
}
