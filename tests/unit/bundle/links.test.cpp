// SPDX-License-Identifier: Apache-2.0
#include <bundle/links.hpp>
#include <scratch.hpp>
#include <symlink.hpp>

using namespace shipit;

TEST_CASE("links: what stays in the tree stays as it is, there or not") {
  const StagedTree tree(
      {a_link("lib/a.so", "a.so.1"), a_link("share/x/conf", "../../etc/hello/a.ini"),
       a_link("share/x/here", "."), made_file("etc/hello/a.ini", "", "")},
      "/usr");
  CHECK(tree.find("lib/a.so")->target == "a.so.1");
  CHECK(tree.find("share/x/conf")->target == "../../etc/hello/a.ini");
  CHECK(tree.find("share/x/here")->target == ".");
}

TEST_CASE("links: an absolute target in the tree becomes relative, so it can be moved") {
  const std::vector<Entry> entries{a_link("bin/x", "/usr/share/deep/file"),
                                   a_link("share/conf", "/etc/hello"), a_link("root", "/usr"),
                                   made_file("share/deep/file", "", ""),
                                   made_file("etc/hello/a.ini", "", "")};
  const StagedTree tree(entries, "/usr");
  CHECK(tree.find("bin/x")->target == "../share/deep/file");
  CHECK(tree.find("share/conf")->target == "../etc/hello");
  CHECK(tree.find("root")->target == ".");
  const StagedTree rooted(
      {a_link("usr/share/conf", "/etc/hello"), made_file("etc/hello/a", "", "")}, "/");
  CHECK(rooted.find("usr/share/conf")->target == "/etc/hello");
}

TEST_CASE("links: what points out of the tree is refused") {
  const auto refused = [](const std::string& path, const std::string& target) {
    return refusal([&] {
      StagedTree(
          {a_link(path, target), a_link("share/s", "../share"), made_file("share/a", "", "")},
          "/usr");
    });
  };
  CHECK(refused("lib/x", "/var/lib/x") ==
        "'lib/x' is a symlink to '/var/lib/x', which the package lacks\n"
        "point it at something that is installed too, or let the service make it on the host");
  CHECK_THAT(
      refused("lib/x", "../../y"),
      Catch::StartsWith("'lib/x' is a symlink to '../../y', which is outside of the package"));
  // Through another symlink: the text alone would seem to stay inside.
  CHECK_THAT(refused("share/b/x", "../s/../../y"), Catch::Contains("outside of the package"));
  CHECK_THAT(refused("x", "x"), Catch::Contains("leads round in circles"));
}

TEST_CASE("links: relative_target and path_in_tree") {
  CHECK(relative_target("a/b/c", "a/d") == "../d");
  CHECK(relative_target("a", "b/c") == "b/c");
  CHECK(relative_target("a/b", "a") == ".");
  CHECK(path_in_tree("/usr/bin/x", "/usr") == "bin/x");
  CHECK(path_in_tree("/etc/y", "/usr") == "etc/y");
  CHECK(path_in_tree("/usrlocal/y", "/usr") == "usrlocal/y");
  CHECK(path_in_tree("/usr", "/usr").empty());
}

TEST_CASE("links: where a path of the tree lies on the host") {
  CHECK(host_path("bin/hello") == "usr/bin/hello");
  CHECK(host_path("etc/hello/a.ini") == "etc/hello/a.ini");
  CHECK(host_path("etcetera/x") == "usr/etcetera/x");
  CHECK(host_path("var/lib/hello") == "var/lib/hello");
  CHECK(host_path("opt/x") == "opt/x");
  CHECK(host_path("srv/x") == "srv/x");
  CHECK(host_path("lib/systemd/system/a.service") == "usr/lib/systemd/system/a.service");
}
