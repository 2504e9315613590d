// SPDX-License-Identifier: Apache-2.0
#include <inspect/tree_reader.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

std::string tree_of(const std::string& entries) {
  return R"({"schemaVersion": 1, "entries": [)" + entries + "]}";
}

std::string refused_tree(const std::string& entries) {
  return refusal([&] { read_tree(tree_of(entries), "tree.json"); });
}

}  // namespace

TEST_CASE("tree: folders, symlinks and names that are no UTF-8 are read") {
  const auto entries = read_tree(tree_of(R"({"path": "bin", "kind": "folder", "mode": "0755"},
      {"path": "bin/x", "kind": "symlink", "target": "/usr/bin/x"},
      {"pathHex": "ff", "kind": "symlink", "targetHex": "fe"})"),
                                 "tree.json");
  REQUIRE(entries.size() == 3);
  CHECK(entries.at("bin").mode == 0755);
  CHECK(entries.at("bin/x").target == "/usr/bin/x");
  CHECK(entries.at("\xff").target == "\xfe");
}

TEST_CASE("tree: paths that leave the release, or are there twice, are refused") {
  for (const char* path : {"../x", "a/../../x", "/etc/passwd", "a//b", "", "./a"})
    CHECK(refused_tree(R"({"kind": "symlink", "target": "t", "path": ")" + std::string(path) +
                       "\"}") == "'entries[0]' has no path of the release in 'tree.json'\n");
  CHECK(refused_tree(R"({"kind": "symlink", "target": "t", "pathHex": "2e2e2f78"})") ==
        "'entries[0]' has no path of the release in 'tree.json'\n");
  CHECK(refused_tree(R"({"kind": "symlink", "target": "t", "path": "a"},
                   {"kind": "folder", "mode": "0755", "path": "a"})") ==
        "'entries[1]' has a path that is there twice in 'tree.json'\n");
}

TEST_CASE("tree: what is too large is not even read") {
  const Scratch scratch;
  scratch.write("tree.json", "");
  std::filesystem::resize_file(scratch / "tree.json", (256U << 20U) + 1);
  CHECK(refusal([&] { read_tree(scratch / "tree.json"); }) ==
        "'" + (scratch / "tree.json").native() + "' is too large to be a tree.json\n");
}
