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
