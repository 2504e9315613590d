// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <base/text.hpp>
#include <version/checkout.hpp>
#include <version/git_index.hpp>
#include <version/worktree.hpp>

using namespace shipit;

namespace {

// A checkout with files of several kinds, all of them committed.
class Files {
 public:
  explicit Files(const std::vector<std::string>& init = {}) : checkout_(scratch_ / "a", init) {
    for (const char* name : {"a/one", "a/lib/two", "a/lib/a longer name of a file", "a/x/y/z"})
      scratch_.write(name, "content\n");
    std::filesystem::create_symlink("one", scratch_ / "a/link");
    checkout_.git({"add", "--all"});
    checkout_.commit();
    settle();
  }

  const Scratch& scratch() const { return scratch_; }
  void git(std::vector<std::string> words) const { checkout_.git(std::move(words)); }

  // Lets git look at every file again once the clock has left the instant in which they were
  // written, so that none is racy.
  void settle() const {
    usleep(20'000);
    write_file(scratch_ / "a/.git/tick", "x");
    checkout_.git({"update-index", "--force-write-index", "-q", "--refresh"});
  }

  std::optional<Worktree> look(const WorktreeScope& scope = {}) const {
    return look_at_worktree(find_checkout(scratch_ / "a").value(), scope);
  }
  Worktree seen(const WorktreeScope& scope = {}) const { return look(scope).value(); }

  std::string tree() const {
    return std::string(trim(checkout_.git({"rev-parse", "HEAD^{tree}"})));
  }

 private:
  Scratch scratch_{};
  GitCheckout checkout_;
};

}  // namespace

TEST_CASE("worktree: files that are as git left them are those of the commit's tree") {
  for (const char* version : {"2", "3", "4"}) {
    const Files files;
    files.git({"update-index", "--index-version", version});
    files.settle();
    INFO("index version " << version);
    CHECK(files.seen().tree == files.tree());
    CHECK(files.seen().state == "tree " + files.tree() + "\n");
  }
}

TEST_CASE("worktree: so they are in a repository of SHA-256") {
  const Files files({"--object-format=sha256"});
  CHECK(files.tree().size() == 64);
  CHECK(files.seen().tree == files.tree());
}

TEST_CASE("worktree: whatever may have changed a file changes the state") {
  const Files files;
  const Worktree before = files.seen();
  const auto is_noticed = [&] {
    const Worktree now = files.seen();
    return now.state != before.state && !now.tree;
  };
  SECTION("its content") {
    files.scratch().write("a/lib/two", "another\n");
    CHECK(is_noticed());
    CHECK(files.seen().state.starts_with("'lib/two' "));
  }
  SECTION("its time") {
    touch(files.scratch() / "a/one");
    CHECK(is_noticed());
  }
  SECTION("its mode") {
    std::filesystem::permissions(files.scratch() / "a/one", std::filesystem::perms::owner_all);
    CHECK(is_noticed());
  }
  SECTION("its removal") {
    std::filesystem::remove(files.scratch() / "a/one");
    CHECK(is_noticed());
    CHECK(files.seen().state.starts_with("'one' gone\n"));
  }
  SECTION("what it is") {
    std::filesystem::remove(files.scratch() / "a/one");
    std::filesystem::create_symlink("lib/two", files.scratch() / "a/one");
    CHECK(is_noticed());
  }
  SECTION("what is staged, though the file is as staged") {
    files.scratch().write("a/one", "another\n");
    files.git({"add", "one"});
    files.settle();
    CHECK(is_noticed());
    files.git({"reset", "--quiet", "--hard"});
    files.settle();
    CHECK(files.seen().tree == files.tree());
  }
  SECTION("a new file is none of the tracked ones") {
    files.scratch().write("a/new", "x");
    CHECK(files.seen().state == before.state);
  }
}

TEST_CASE("worktree: paths say which files count") {
  const Files files;
  files.scratch().write("a/x/y/z", "another\n");
  CHECK_FALSE(files.seen().tree);
  CHECK(files.seen({.paths = {"lib", "one"}}).tree == files.tree());
  CHECK(files.seen({.paths = {"x/y"}}).tree == std::nullopt);
  CHECK(files.seen({.paths = {"x/y/z"}}).tree == std::nullopt);
  CHECK(files.seen({.paths = {"x/y/"}}).tree == files.tree());  // names no file as it is written
  CHECK(files.seen({.paths = {"li"}}).tree == files.tree());
}

TEST_CASE("worktree: files that git was told not to look at don't count") {
  const Files files;
  files.git({"update-index", "--assume-unchanged", "one"});
  files.git({"update-index", "--skip-worktree", "lib/two"});
  files.git({"commit", "--quiet", "--allow-empty", "-m", "notes the tree down anew"});
  files.settle();
  files.scratch().write("a/one", "another\n");
  std::filesystem::remove(files.scratch() / "a/lib/two");
  CHECK(files.seen().tree == files.tree());
}

TEST_CASE("worktree: over the limit, and with an index that only git reads, there is no answer") {
  const Files files;
  CHECK(files.look({.limit = 5}));
  CHECK_FALSE(files.look({.limit = 4}));
  CHECK(files.look({.paths = {"lib"}, .limit = 4}));
  files.git({"update-index", "--split-index"});
  CHECK_FALSE(files.look());
}

TEST_CASE("worktree: a submodule that is checked out leaves the answer to git") {
  const Files files;
  const GitCheckout other(files.scratch() / "other");
  other.commit();
  files.git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
             (files.scratch() / "other").string(), "sub"});
  files.git({"commit", "--quiet", "-m", "submodule"});
  files.settle();
  const Worktree before = files.seen();
  CHECK_FALSE(before.tree);
  CHECK(files.seen().state == before.state);
  files.scratch().write("a/sub/file", "x");
  files.git({"-C", "sub", "add", "file"});
  CHECK(files.seen().state != before.state);
  std::filesystem::remove_all(files.scratch() / "a/sub/");
  make_folders(files.scratch() / "a/sub");
  CHECK(files.seen().tree == files.tree());
}

TEST_CASE("worktree: an index that is damaged is read nowhere beyond its end") {
  const Files files;
  const std::string whole = read_file(files.scratch() / "a/.git/index");
  std::size_t entries = 0;
  const auto count = [&](const IndexEntry&) { ++entries; };
  CHECK(read_index(whole, 20, count)->entries == 5);
  CHECK(entries == 5);
  for (std::size_t length = 0; length < whole.size() - 20; ++length) {
    const std::optional<IndexSummary> part = read_index(whole.substr(0, length), 20, count);
    CHECK_FALSE((part && part->tree));
  }
  std::string other = whole;
  other[7] = '\x05';
  CHECK_FALSE(read_index(other, 20, count));
}
