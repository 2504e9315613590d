// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/archive.hpp>
#include <packing.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

const std::string commit(40, 'a');

StagedTree small_tree(const Path& folder) {
  write_file(folder / "hello", "#!/bin/sh\necho hello\n");
  return StagedTree(
      {{.path = "bin/hello", .mode = 0700, .size = 21, .source = folder / "hello"},
       made_file("etc/\xff\xc3\xa4 x.ini", "a=1\n", ""),
       made_file("share/" + std::string(120, 'd') + "/" + std::string(200, 'f'), "", ""),
       {.path = "share/empty", .kind = EntryKind::folder},
       {.path = "share/link", .kind = EntryKind::symlink, .target = "../bin/hello"}},
      "/usr");
}

WrittenArchive write(const StagedTree& tree, const Path& output) {
  return write_archive(
      {.tree = tree, .folder = "hello", .epoch = 1700000000, .commit = commit, .output = output});
}

}  // namespace

TEST_CASE("archive: GNU tar unpacks names, modes, links and the commit's time") {
  const Scratch scratch;
  const StagedTree tree = small_tree(scratch / "in");
  const WrittenArchive written = write(tree, scratch / "out/a.tar.zst");
  CHECK(written.size == std::filesystem::file_size(scratch / "out/a.tar.zst"));
  CHECK(written.sha256 == sha256_hex_of_file(scratch / "out/a.tar.zst"));

  make_folders(scratch / "x");
  const Outcome outcome =
      run({.words = {"tar", "--zstd", "-xpf", "../out/a.tar.zst"}, .folder = scratch / "x"});
  CHECK(outcome.err.empty());
  REQUIRE(outcome.status == 0);
  const Path top = scratch / "x/hello";
  CHECK(std::filesystem::read_symlink(top / "share/link") == "../bin/hello");
  CHECK(read_file(top / "share/link") == "#!/bin/sh\necho hello\n");
  for (const Entry& entry : tree.entries()) {
    INFO(entry.path);
    struct stat status {};
    REQUIRE(lstat((top / entry.path).c_str(), &status) == 0);
    CHECK(status.st_mtime == 1700000000);
    if (entry.kind != EntryKind::symlink) CHECK((status.st_mode & 07777) == entry.mode);
  }
}

TEST_CASE("archive: git reads the commit, Python the time") {
  const Scratch scratch;
  write(small_tree(scratch / "in"), scratch / "a.tar.zst");
  const auto shell = [&](const std::string& line) {
    return run({.words = {"sh", "-ec", line}, .folder = scratch.path()}).out;
  };
  CHECK(shell("zstd -dc a.tar.zst | git get-tar-commit-id") == commit + "\n");
  CHECK(shell("zstd -dc a.tar.zst > a.tar; python3 -c 'import tarfile\n"
              "print({m.mtime for m in tarfile.open(\"a.tar\")})'") == "{1700000000.0}\n");
  // The seek table is the skippable frame; the header that knows the commit is a frame of its own.
  CHECK_THAT(shell("zstd -lv a.tar.zst"),
             Catch::Contains("# Zstandard Frames: 3") && Catch::Contains("# Skippable Frames: 1"));
}

TEST_CASE("archive: another commit changes the first frame only") {
  const Scratch scratch;
  const StagedTree tree = small_tree(scratch / "in");
  write(tree, scratch / "a");
  write_archive({.tree = tree,
                 .folder = "hello",
                 .epoch = 1800000000,
                 .commit = std::string(40, 'b'),
                 .output = scratch / "b"});
  // Between the first frame and the seek table, which states the first frame's size.
  constexpr std::size_t table = 8 + 3 * 8 + 9;
  const auto second_frame = [&](const char* name) {
    const std::string bytes = read_file(scratch / name);
    const std::size_t at = bytes.find("\x28\xb5\x2f\xfd", 4);  // a frame's magic number
    return bytes.substr(at, bytes.size() - table - at);
  };
  CHECK(read_file(scratch / "a") != read_file(scratch / "b"));
  CHECK(second_frame("a").size() > 200);
  CHECK(second_frame("a") == second_frame("b"));
}

TEST_CASE("archive: the same bytes from another folder under another umask") {
  const Scratch scratch;
  write(small_tree(scratch / "in"), scratch / "a.tar.zst");
  const mode_t before = umask(077);
  write(small_tree(scratch / "elsewhere/deep"), scratch / "b.tar.zst");
  umask(before);
  CHECK(read_file(scratch / "a.tar.zst") == read_file(scratch / "b.tar.zst"));
}

TEST_CASE("archive: nothing is left when a file can't be read") {
  const Scratch scratch;
  const StagedTree tree({{.path = "a", .size = 3, .source = scratch / "gone"}}, "/usr");
  CHECK_THAT(refusal([&] { write(tree, scratch / "out/a.tar.zst"); }),
             Catch::StartsWith("cannot open '"));
  CHECK(std::filesystem::is_empty(scratch / "out"));
}
