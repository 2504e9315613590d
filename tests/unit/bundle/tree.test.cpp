// SPDX-License-Identifier: Apache-2.0
#include <bundle/tree.hpp>
#include <scratch.hpp>
#include <vector>

using namespace shipit;

namespace {

Entry file(const std::string& path, mode_t mode = 0644, const std::string& origin = "") {
  Entry entry = made_file(path, "content", origin);
  entry.mode = mode;
  return entry;
}

Entry folder(const std::string& path, mode_t mode = 0700) {
  return {.path = path, .kind = EntryKind::folder, .mode = mode};
}

std::vector<std::string> paths(const StagedTree& tree) {
  std::vector<std::string> result;
  for (const Entry& entry : tree.entries()) result.push_back(entry.path);
  return result;
}

std::string refused(std::vector<Entry> entries) {
  return refusal([&] { StagedTree(std::move(entries), "/usr"); });
}

}  // namespace

TEST_CASE("tree: entries are sorted and every parent is there before what is in it") {
  const StagedTree tree({file("share/doc/a"), file("share-d/b"), file("bin/x"), folder("share")},
                        "/usr");
  CHECK(paths(tree) == std::vector<std::string>{"bin", "bin/x", "share", "share-d", "share-d/b",
                                                "share/doc", "share/doc/a"});
  CHECK(tree.find("share/doc")->kind == EntryKind::folder);
  CHECK(tree.find("share/doc/b") == nullptr);
}

TEST_CASE("tree: modes are settled whatever the umask was") {
  const StagedTree tree({file("a", 0600),
                         file("b", 0700),
                         file("c", 0664),
                         file("d", 04755),
                         file("e", 02711),
                         folder("f", 02775),
                         folder("g", 0700),
                         {.path = "h", .kind = EntryKind::symlink, .target = "a"}},
                        "/usr");
  const auto mode = [&](const char* path) { return tree.find(path)->mode; };
  CHECK(mode("a") == 0644);
  CHECK(mode("b") == 0755);
  CHECK(mode("c") == 0644);
  CHECK(mode("d") == 04755);
  CHECK(mode("e") == 02755);
  CHECK(mode("f") == 0755);
  CHECK(mode("g") == 0755);
  CHECK(mode("h") == 0777);
}

TEST_CASE("tree: names that no package can hold are refused") {
  CHECK(refused({file("/etc/a")}) ==
        "cannot package '/etc/a': its path is absolute\ngive it another name");
  CHECK_THAT(refused({file("a/../b")}), Catch::StartsWith("cannot package 'a/../b': its path goes "
                                                          "through '.' or '..'"));
  CHECK_THAT(refused({file("")}), Catch::StartsWith("cannot package '': its name is empty"));
  CHECK_THAT(refused({file("a//b")}), Catch::Contains("a part of its path is empty"));
  CHECK_THAT(refused({file("a\nb", 0644, "'a', from install(FILES) in CMakeLists.txt:7")}),
             Catch::StartsWith("cannot package 'a\\x0ab': its name has a line break or another "
                               "control character\nit is 'a', from install(FILES)"));
}

TEST_CASE("tree: two files for one place are refused with both origins") {
  CHECK(refused({file("etc/a", 0644, "'config/a', from shipit_install_configs()"),
                 file("etc/a", 0644, "'b', from install(FILES) in src/CMakeLists.txt:12")}) ==
        "two files want 'etc/a'\n"
        "one is 'config/a', from shipit_install_configs()\n"
        "the other is 'b', from install(FILES) in src/CMakeLists.txt:12\n"
        "give one of them another DESTINATION");
}

TEST_CASE("tree: one path can't be both a file and a folder") {
  CHECK_THAT(refused({file("etc/a"), file("etc/a/b")}),
             Catch::StartsWith("'etc/a' is wanted both as a file and as a folder\n"
                               "one is a file of unknown origin\n"
                               "the other is the folder of 'etc/a/b'\n"));
  CHECK_THAT(
      refused({{.path = "lib", .kind = EntryKind::symlink, .target = "lib64"}, file("lib/x")}),
      Catch::StartsWith("'lib' is wanted both as a symlink and as a folder"));
}

TEST_CASE("tree: names are bytes") {
  const StagedTree tree({file("\xff\xfe"), file("\xc3\xa4"), file("a b")}, "/usr");
  CHECK(paths(tree) == std::vector<std::string>{"a b", "\xc3\xa4", "\xff\xfe"});
}
