// SPDX-License-Identifier: Apache-2.0
#include <bundle/archive_writer.hpp>
#include <deb/layout.hpp>
#include <scratch.hpp>
#include <symlink.hpp>

using namespace shipit;

namespace {

StagedTree layout(std::vector<Entry> entries, const std::string& version = "1.0") {
  const StagedTree tree(std::move(entries), "/usr");
  return debian_layout({.tree = tree,
                        .package = "hello",
                        .version = version,
                        .documents = {.copyright = "copyright", .changelog = "changelog"}});
}

}  // namespace

TEST_CASE("layout: files below etc are conffiles, links and others are not") {
  const StagedTree root = layout({made_file("etc/a/b.ini", "", ""), made_file("bin/x", "", ""),
                                  a_link("etc/a/c.ini", "b.ini")});
  CHECK(root.find("etc/a/b.ini")->conffile);
  CHECK_FALSE(root.find("etc/a/c.ini")->conffile);
  CHECK_FALSE(root.find("usr/bin/x")->conffile);
}

TEST_CASE("layout: symlinks still lead to where they led") {
  const StagedTree root =
      layout({made_file("etc/hello/a.ini", "", ""), made_file("bin/x", "", ""),
              a_link("share/hello/conf", "../../etc/hello/a.ini"), a_link("bin/y", "x"),
              a_link("etc/hello/prog", "../../bin/x"), a_link("etc/hello/b.ini", "a.ini"),
              a_link("share/top", ".."), a_link("etc/all", "..")});
  const auto target = [&](const char* path) { return root.find(path)->target; };
  CHECK(target("usr/share/hello/conf") == "/etc/hello/a.ini");
  CHECK(target("usr/bin/y") == "x");
  CHECK(target("etc/hello/prog") == "/usr/bin/x");
  CHECK(target("etc/hello/b.ini") == "a.ini");
  CHECK(target("usr/share/top") == "..");
  CHECK(target("etc/all") == "/usr");
}

TEST_CASE("layout: documents are added, but for the project's own") {
  const StagedTree native = layout({made_file("bin/x", "", "")});
  CHECK(native.find("usr/share/doc/hello/copyright")->content == "copyright");
  CHECK(native.find("usr/share/doc/hello/changelog.gz") != nullptr);
  const StagedTree revised = layout({made_file("bin/x", "", "")}, "1.0-1");
  CHECK(revised.find("usr/share/doc/hello/changelog.Debian.gz") != nullptr);
  const StagedTree own = layout({made_file("share/doc/hello/copyright", "mine", ""),
                                 made_file("share/doc/hello/changelog", "mine", "")});
  CHECK(own.find("usr/share/doc/hello/copyright")->content == "mine");
  CHECK(own.find("usr/share/doc/hello/changelog") == nullptr);
  CHECK(own.find("usr/share/doc/hello/changelog.gz")->content == gzip("mine"));
}

TEST_CASE("layout: what becomes one place only in the .deb is refused there") {
  CHECK(refusal([] {
          layout({made_file("etc/a", "", "'a', from one"),
                  made_file("share/doc/hello", "", "'doc', from other")});
        }) ==
        "'usr/share/doc/hello' is wanted both as a file and as a folder\n"
        "one is 'doc', from other\n"
        "the other is the folder of 'usr/share/doc/hello/copyright'\n"
        "give one of them another DESTINATION");
}

TEST_CASE("layout: a symlink to the changelog of another package of the release follows it") {
  Entry news = made_file("share/doc/hello-data/changelog", "news", "");
  news.package = "data";
  const StagedTree tree({{.path = "share/doc/hello/news",
                          .kind = EntryKind::symlink,
                          .target = "../hello-data/changelog"},
                         news},
                        "/usr");
  const StagedTree root = debian_layout({.tree = tree,
                                         .package = "hello",
                                         .version = "1",
                                         .documents = {},
                                         .part = "",
                                         .packages = {"hello", "hello-data"}});
  REQUIRE(root.find("usr/share/doc/hello/news.gz") != nullptr);
  CHECK(root.find("usr/share/doc/hello/news.gz")->target == "../hello-data/changelog.gz");
}
