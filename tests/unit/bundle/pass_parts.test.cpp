// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>
#include <mutex>
#include <packing.hpp>
#include <scratch.hpp>
#include <set>

using namespace shipit;

namespace {

// Groups of some 40 kB.
constexpr CutRule parts_cut{.least = 20'000, .usual = 40'000, .most = 80'000};

// Small files in several groups, a big one, and a symlink, in `folder`.
std::vector<Entry> some_entries(const Path& folder) {
  std::vector<Entry> entries;
  const auto add = [&](const std::string& path, std::size_t lines) {
    std::string content;
    for (std::size_t i = 0; i < lines; ++i) content += path + " " + std::to_string(i * i) + "\n";
    write_file(folder / path, content);
    entries.push_back(
        {.path = path, .mode = 0644, .size = content.size(), .source = folder / path});
  };
  for (unsigned i = 0; i < 60; ++i)
    add((i % 2 != 0 ? "etc/f" : "share/f") + std::to_string(i), 300);
  add("share/big", 30'000);
  entries.push_back({.path = "share/link", .kind = EntryKind::symlink, .target = "../etc/f1"});
  return entries;
}

DebRequest request_for(const StagedTree& tree, const Path& output) {
  return {.tree = tree,
          .fields = {.package = "hello",
                     .version = "1.0",
                     .architecture = "all",
                     .maintainer = "Ops <ops@example.org>",
                     .synopsis = "lines"},
          .epoch = 1700000000,
          .output = output};
}

}  // namespace

TEST_CASE("pass: packages of parts of the tree have all of it together, with a key each") {
  const Scratch scratch;
  const Compression compression = GENERATE(Compression::xz, Compression::gzip);
  std::vector<Entry> entries = some_entries(scratch / "in");
  for (Entry& entry : entries)
    if (entry.kind != EntryKind::folder)
      entry.package = entry.path == "share/big"        ? "big"
                      : entry.path.starts_with("etc/") ? "conf"
                                                       : "rest";
  const StagedTree tree(std::move(entries), "/usr");
  std::vector<std::unique_ptr<Deb>> debs;
  std::vector<const Output*> outputs;
  for (const std::string part : {"big", "conf", "rest"}) {
    DebRequest request = request_for(tree, scratch / (part + ".deb"));
    request.compression = compression;
    request.part = part;
    request.output = scratch / (part + ".deb");
    debs.push_back(std::make_unique<Deb>(std::move(request)));
    debs.back()->begin();
    outputs.push_back(&debs.back()->output());
  }
  ValueStore none({}, 0);
  const Pass pass(tree, parts_cut);
  CHECK_FALSE(pass.key(*outputs[0]));
  pass.run(outputs, {.cache = none});
  std::set<std::string> keys;
  for (const Output* output : outputs) keys.insert(pass.key(*output).value());
  CHECK(keys.size() == 3);
  for (const auto& deb : debs) {
    const WrittenDeb written = deb->finish();
    REQUIRE(run({.words = {"dpkg-deb", "-x", written.path, written.path.native() + ".d"}}).status ==
            0);
  }
  CHECK(std::filesystem::is_symlink(scratch / "rest.deb.d/usr/share/link"));
  for (const Entry& entry : tree.entries()) {
    if (entry.kind != EntryKind::file) continue;
    INFO(entry.path);
    for (const std::string part : {"big", "conf", "rest"}) {
      const Path file = scratch / (part + ".deb.d") / (part == "conf" ? "" : "usr") / entry.path;
      CHECK(std::filesystem::exists(file) == (part == entry.package));
      if (part == entry.package) CHECK(read_file(file) == read_file(entry.source));
    }
  }
}

TEST_CASE("pass: a reader sees each file that is read for the first time, once and whole") {
  const Scratch scratch;
  ValueStore none({}, 0);
  const StagedTree tree(some_entries(scratch / "in"), "/usr");
  std::mutex guard;
  std::map<std::string, std::string> seen;
  std::map<std::string, int> ends;
  const PassContext context{.cache = none, .reader = [&](const Entry& file) -> FileReader {
                              return [&, path = file.path](std::string_view bytes, bool last) {
                                const std::scoped_lock lock(guard);
                                seen[path] += bytes;
                                ends[path] += last ? 1 : 0;
                              };
                            }};
  const auto pack_all = [&] {
    Archive archive({.tree = tree, .folder = "hello", .output = scratch / "a.tar.zst"});
    archive.begin();
    Pass(tree, parts_cut).run({&archive.output()}, context);
  };
  pack_all();
  for (const Entry& entry : tree.entries()) {
    if (entry.kind != EntryKind::file) continue;
    INFO(entry.path);
    CHECK(seen[entry.path] == read_file(entry.source));
    CHECK(ends[entry.path] == 1);
  }
  seen.clear();
  pack_all();
  CHECK(seen.empty());
}

TEST_CASE("pass: what is in vain is read, and not compressed") {
  const Scratch scratch;
  ValueStore cache(scratch / "cache", 100'000'000);
  const StagedTree tree(some_entries(scratch / "in"), "/usr");
  Archive archive({.tree = tree, .folder = "hello", .output = scratch / "a.tar.zst"});
  archive.begin();
  Pass(tree, parts_cut).run({&archive.output()}, {.cache = cache, .in_vain = [] { return true; }});
  cache.settle();
  CHECK(cache.summary().entries == 0);
  for (const Entry& entry : tree.entries())
    if (entry.kind == EntryKind::file) CHECK_FALSE(entry.facts->sha256.empty());
}
