// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <base/walk.hpp>
#include <cli/watch_list.hpp>
#include <scratch.hpp>
#include <thread>

using namespace shipit;
using Last = WatchList::Last;

namespace {

// A project with a root, a build folder, and packages from npm.
struct Watched {
  Watched() : top(std::filesystem::canonical(scratch.path())) {
    for (const char* file :
         {"web/css/a.css", "web/.hidden/b", "src/lib/c.js", "node_modules/p/d.js",
          "node_modules/@s/q/e.js", "out/CMakeCache.txt", "out/x/y", ".git/f"})
      write_file(top / file, "");
    options.root = top / "web";
    options.from = top;
    options.esbuild = top / "node_modules/.bin/esbuild";
  }

  bool looks_at(const std::string& path) const {
    return list.folders().contains(path.empty() ? top : top / path);
  }
  bool matters(const std::string& path) const { return list.matters(top / path); }

  Scratch scratch;
  Path top;
  AssetOptions options;
  WatchList list{top / "out/shipit/plan.json"};
};

}  // namespace

TEST_CASE("watch list: the root, what was read, and the plan") {
  Watched one;
  one.list.look(one.options, {one.top / "node_modules/p/d.js"}, Last::good);
  CHECK(one.looks_at("web/css"));
  CHECK(one.looks_at("node_modules/p"));
  CHECK(one.looks_at("out/shipit"));
  CHECK_FALSE(one.looks_at("web/.hidden"));
  CHECK_FALSE(one.looks_at("src"));
  CHECK(one.matters("web/css/new.css"));
  CHECK(one.matters("node_modules/p/d.js"));
  CHECK(one.matters("out/shipit/plan.json"));
  CHECK_FALSE(one.matters("out/shipit/tree.index"));
  CHECK_FALSE(one.matters("node_modules/p/other.js"));
  one.list.look(std::nullopt, {}, Last::good);
  CHECK(one.matters("web/css/new.css"));
}

TEST_CASE("watch list: a root behind a symlink, and the symlink itself") {
  Watched one;
  std::filesystem::create_directory_symlink("web", one.top / "link");
  one.options.root = one.top / "link";
  one.list.look(one.options, {}, Last::good);
  CHECK(one.looks_at("web/css"));
  CHECK(one.looks_at(""));
  CHECK(one.matters("web/css/new.css"));
  CHECK(one.matters("link"));
}

TEST_CASE("watch list: after a failed build the whole project counts") {
  Watched one;
  one.options.concats = {{"v.js", {"/no/such/folder/v.js"}}};
  one.list.look(one.options, {}, Last::failed);
  for (const char* folder : {"src", "src/lib", "node_modules", "node_modules/@s"})
    CHECK(one.looks_at(folder));
  for (const char* folder : {"out", "out/x", ".git", "node_modules/p", "node_modules/@s/q"})
    CHECK_FALSE(one.looks_at(folder));
  CHECK(one.matters("src/lib/c.js"));
  CHECK(one.matters("node_modules/new"));
  CHECK(one.matters("CMakeLists.txt"));
  CHECK_FALSE(one.matters("out/shipit/tree.lock"));
  one.list.look(one.options, {}, Last::good);
  CHECK_FALSE(one.matters("src/lib/c.js"));
}

TEST_CASE("watch list: folders may go while it looks") {
  Watched one;
  std::atomic<bool> over = false;
  std::thread other([&] {
    while (!over) {
      for (int i = 0; i < 20; ++i)
        write_file(one.options.root / std::to_string(i) / "a/b/c.txt", "");
      for (int i = 0; i < 20; ++i) remove_tree(one.options.root / std::to_string(i));
    }
  });
  for (int i = 0; i < 100; ++i) CHECK_NOTHROW(one.list.look(one.options, {}, Last::failed));
  over = true;
  other.join();
  std::filesystem::remove_all(one.options.root);
  CHECK_NOTHROW(one.list.look(one.options, {}, Last::good));
  CHECK(one.looks_at(""));
}
