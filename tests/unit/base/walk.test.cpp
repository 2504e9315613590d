// SPDX-License-Identifier: Apache-2.0
#include <base/walk.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("walk: everything is found, sorted, and links are not followed") {
  const Scratch scratch;
  scratch.write("b/file", "x");
  scratch.write("a", "x");
  scratch.write("skip/inner", "x");
  std::filesystem::create_directory_symlink("b", scratch / "link");
  std::string text;
  for (const Found& found : walk(scratch.path(), [](const std::string& p) { return p != "skip"; }))
    text += found.path + (found.kind == FileKind::folder    ? "/ "
                          : found.kind == FileKind::symlink ? "@ "
                                                            : " ");
  CHECK(text == "a b/ b/file link@ ");
}

TEST_CASE("walk: paths are sorted by their bytes, folders and what is in them too") {
  const Scratch scratch;
  for (const char* path : {"a/b/c", "a/b-c", "a/b.c/d", "a.b", "a-", "a/b0", "a0/x"})
    scratch.write(path, "x");
  std::vector<std::string> paths;
  for (const Found& found : walk(scratch.path())) paths.push_back(found.path);
  CHECK(paths == std::vector<std::string>{"a", "a-", "a.b", "a/b", "a/b-c", "a/b.c", "a/b.c/d",
                                          "a/b/c", "a/b0", "a0", "a0/x"});
}

TEST_CASE("walk: what lstat says of each comes along") {
  const Scratch scratch;
  scratch.write("b/file", "four");
  std::filesystem::create_hard_link(scratch / "b/file", scratch / "other");
  std::filesystem::create_symlink("b/file", scratch / "link");
  const std::vector<Sighted> all = walk_and_look(scratch.path());
  REQUIRE(all.size() == 4);
  CHECK(all[0].path == "b");
  CHECK(S_ISDIR(all[0].status.st_mode));
  CHECK(all[1].path == "b/file");
  CHECK(all[1].status.st_size == 4);
  CHECK(all[1].status.st_nlink == 2);
  CHECK(all[2].kind == FileKind::symlink);
  CHECK(S_ISLNK(all[2].status.st_mode));
  CHECK(all[3].status.st_ino == all[1].status.st_ino);
}

TEST_CASE("walk: a missing root is named") {
  CHECK(refusal([] { walk("/no/such"); }).starts_with("cannot read the folder '/no/such'"));
}

TEST_CASE("walk: a tree can be removed, and twice") {
  const Scratch scratch;
  scratch.write("t/a/b", "x");
  remove_tree(scratch / "t");
  CHECK_FALSE(std::filesystem::exists(scratch / "t"));
  remove_tree(scratch / "t");
}
