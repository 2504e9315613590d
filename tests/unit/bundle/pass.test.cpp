// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/hash.hpp>
#include <base/walk.hpp>
#include <noise.hpp>
#include <packing.hpp>
#include <scratch.hpp>
#include <set>
#include <utility>

using namespace shipit;

namespace {

// Groups of some 40 kB.
constexpr CutRule cut{.least = 20'000, .usual = 40'000, .most = 80'000};

// 60 small files, two of no bytes, and a big one, in `folder`.
StagedTree some_tree(const Path& folder) {
  std::vector<Entry> entries;
  const auto add = [&](const std::string& path, const std::string& content) {
    if (!std::filesystem::exists(folder / path)) write_file(folder / path, content);
    entries.push_back({.path = path,
                       .mode = 0644,
                       .size = std::filesystem::file_size(folder / path),
                       .source = folder / path});
  };
  for (unsigned i = 0; i < 60; ++i)
    add((i % 2 != 0 ? "etc/f" : "share/f") + std::to_string(i), noise(5000, i));
  add("share/none", "");
  add("etc/none", "");
  add("share/big", noise(500'000, 99));
  entries.push_back({.path = "share/link", .kind = EntryKind::symlink, .target = "../etc/f1"});
  return StagedTree(std::move(entries), "/usr");
}

struct Packages {
  WrittenArchive archive;
  WrittenDeb deb;
};

struct Wanted {
  const StagedTree& tree;
  const Path& folder;
  std::int64_t epoch = 1700000000;
};

ArchiveRequest archive_request(const Wanted& wanted) {
  return {.tree = wanted.tree,
          .folder = "hello",
          .epoch = wanted.epoch,
          .output = wanted.folder / "a.tar.zst"};
}

DebRequest deb_request(const Wanted& wanted) {
  return {.tree = wanted.tree,
          .fields = {.package = "hello",
                     .version = "1.0",
                     .architecture = "all",
                     .maintainer = "Ops <ops@example.org>",
                     .synopsis = "noise"},
          .epoch = wanted.epoch,
          .output = wanted.folder / "a.deb"};
}

Packages pack_both(const Wanted& wanted, ValueStore& cache) {
  Archive archive(archive_request(wanted));
  Deb deb(deb_request(wanted));
  archive.begin();
  deb.begin();
  Pass(wanted.tree, cut).run({&archive.output(), &deb.output()}, {.cache = cache});
  return {archive.finish(), deb.finish()};
}

StoreSummary counted(ValueStore& cache) {
  cache.settle();
  return cache.summary();
}

}  // namespace

TEST_CASE("pass: the tools that users have unpack both outputs to the same files") {
  const Scratch scratch;
  ValueStore none({}, 0);
  const StagedTree tree = some_tree(scratch / "in");
  pack_both({tree, scratch.path()}, none);
  make_folders(scratch / "x");
  const auto shell = [&](const std::string& line) {
    const Outcome outcome = run({.words = {"sh", "-ec", line}, .folder = scratch.path()});
    CHECK(outcome.err == "");
    CHECK(outcome.status == 0);
    return outcome.out;
  };
  shell("tar --zstd -xf a.tar.zst -C x; dpkg-deb -x a.deb d");
  for (const Entry& entry : tree.entries()) {
    if (entry.kind != EntryKind::file) continue;
    INFO(entry.path);
    CHECK(read_file(scratch / "x/hello" / entry.path) == read_file(entry.source));
    const std::string on_host = (entry.path.starts_with("etc/") ? "d/" : "d/usr/") + entry.path;
    CHECK(read_file(scratch / on_host) == read_file(entry.source));
  }
  shell("mkdir c && dpkg-deb -e a.deb c && cd d && md5sum -c --quiet ../c/md5sums");
}

TEST_CASE("pass: a cold cache, a warm one, a damaged one and none give the same bytes") {
  const Scratch scratch;
  ValueStore none({}, 0);
  ValueStore cache(scratch / "cache", 100'000'000);
  const auto fresh = [&](ValueStore& store) {
    const StagedTree tree = some_tree(scratch / "in");
    return pack_both({tree, scratch.path()}, store);
  };
  const Packages first = fresh(none);
  const auto same = [&](const Packages& other) {
    return first.archive.sha256 == other.archive.sha256 && first.deb.sha256 == other.deb.sha256;
  };
  CHECK(same(fresh(cache)));
  const std::uint64_t frames = counted(cache).misses;
  CHECK(frames > 20);
  CHECK(same(fresh(cache)));
  CHECK(counted(cache).hits == frames);
  for (const Found& found : walk(scratch / "cache/values"))
    if (found.kind == FileKind::regular)
      write_file(scratch / "cache/values" / found.path, "damaged" + std::string(500, 'x'));
  CHECK(same(fresh(cache)));
  CHECK(counted(cache).misses == 2 * frames);
}

TEST_CASE("pass: packing costs what changed") {
  const Scratch scratch;
  ValueStore cache(scratch / "cache", 100'000'000);
  const auto misses_of = [&](std::int64_t epoch = 1700000000) {
    const std::uint64_t before = counted(cache).misses;
    const StagedTree tree = some_tree(scratch / "in");
    pack_both({tree, scratch.path(), epoch}, cache);
    return counted(cache).misses - before;
  };
  const std::uint64_t all = misses_of();
  CHECK(misses_of() == 0);
  write_file(scratch / "in/share/f20", noise(7000, 1234));
  CHECK(misses_of() <= 2 * 2);  // one group and perhaps its neighbour, in two outputs
  write_file(scratch / "in/share/big", noise(500'000, 99).insert(200'000, "inserted"));
  CHECK(misses_of() <= 2 * 4);
  CHECK(all > 2 * 15);
  // The .deb states the time with every file, but not within a big one.
  const std::uint64_t of_another_time = misses_of(1800000000);
  CHECK(of_another_time > 5);
  CHECK(of_another_time < all / 2);
}

TEST_CASE("pass: an unchanged file is read for the archive's content alone") {
  const Scratch scratch;
  ValueStore cache(scratch / "cache", 100'000'000);
  const StagedTree tree = some_tree(scratch / "in");
  const Pass pass(tree, cut);
  const Archive before(archive_request({tree, scratch.path()}));
  CHECK(pass.key(before.output()) == std::nullopt);
  const Packages first = pack_both({tree, scratch.path()}, cache);
  const auto key = pass.key(before.output());
  CHECK(key);
  const std::uint64_t made = counted(cache).misses;
  const Packages again = pack_both({tree, scratch.path()}, cache);
  CHECK(first.archive.sha256 == again.archive.sha256);
  CHECK(first.archive.content_sha256 == again.archive.content_sha256);
  CHECK(counted(cache).misses == made);
  std::filesystem::remove_all(scratch / "in");
  Deb deb(deb_request({tree, scratch.path()}));
  deb.begin();
  Pass(tree, cut).run({&deb.output()}, {.cache = cache});
  CHECK(deb.finish().sha256 == first.deb.sha256);
  CHECK(pass.key(before.output()) == key);
}

TEST_CASE("pass: a kept frame of other content is made anew, and a changed file is refused") {
  const Scratch scratch;
  const StagedTree tree = some_tree(scratch / "in");
  ValueStore cache(scratch / "cache", 100'000'000);
  const std::string wanted = pack_both({tree, scratch.path()}, cache).archive.sha256;
  // Each frame as what another one is: whole, and wrong.
  std::vector<std::string> keys;
  for (const Found& found : walk(scratch / "cache/values"))
    if (found.kind == FileKind::regular)
      keys.push_back(from_hex(found.path.substr(0, 2) + found.path.substr(3)).value());
  std::string last = cache.get(keys.back()).value();
  for (const std::string& key : keys) {
    std::string own = cache.get(key).value();
    if (own.starts_with("\x28\xb5\x2f\xfd")) cache.put(key, std::exchange(last, own));
  }
  Archive archive(archive_request({tree, scratch.path()}));
  const auto pack = [&] {
    archive.begin();
    Pass(tree, cut).run({&archive.output()}, {.cache = cache});
    return archive.finish().sha256;
  };
  CHECK(pack() == wanted);
  Archive again(archive_request({tree, scratch.path()}));
  again.begin();
  write_file(scratch / "in/share/f20", noise(5000, 1234));
  CHECK_THROWS_WITH(Pass(tree, cut).run({&again.output()}, {.cache = cache}),
                    Catch::Contains("changed while it was being packaged"));
}

TEST_CASE("pass: facts that turn out to be wrong are refused, and poison nothing") {
  const Scratch scratch;
  const StagedTree tree = some_tree(scratch / "in");
  ValueStore none({}, 0);
  pack_both({tree, scratch.path()}, none);
  for (const char* name : {"share/f20", "share/big"}) {
    ValueStore cache(scratch / "cache" / name, 100'000'000);
    const std::string content = read_file(scratch / "in" / name);
    std::string other = content;
    other[100] = static_cast<char>(other[100] ^ 1);
    write_file(scratch / "in" / name, other);
    CHECK_THAT(refusal([&] {
                 pack_both({tree, scratch.path()}, cache);
               }),
               Catch::Contains(std::string(name) + "' changed while it was being packaged\n"
                                                   "package again when nothing writes to it"));
    write_file(scratch / "in" / name, content + "longer");
    const StagedTree staged = some_tree(scratch / "in");
    write_file(scratch / "in" / name, content);
    CHECK_THAT(refusal([&] {
                 pack_both({staged, scratch.path()}, cache);
               }),
               Catch::Contains("changed while it was being packaged"));
  }
  std::filesystem::remove(scratch / "a.deb");
  const StagedTree right = some_tree(scratch / "in");
  ValueStore other({}, 0);
  const std::string wanted = pack_both({right, scratch.path()}, other).archive.sha256;
  for (const char* name : {"share/f20", "share/big"}) {
    ValueStore cache(scratch / "cache" / name, 100'000'000);
    const StagedTree warm = some_tree(scratch / "in");
    CHECK(pack_both({warm, scratch.path()}, cache).archive.sha256 == wanted);
  }
}

TEST_CASE("pass: a key changes with whatever changes a byte") {
  const Scratch scratch;
  ValueStore none({}, 0);
  const StagedTree tree = some_tree(scratch / "in");
  pack_both({tree, scratch.path()}, none);
  const Pass pass(tree, cut);
  const auto archive_key = [&](ArchiveRequest request) {
    const Archive archive(std::move(request));
    return archive.key(*pass.key(archive.output()));
  };
  const auto deb_key = [&](DebRequest request) {
    const Deb deb(std::move(request));
    return deb.key(*pass.key(deb.output()));
  };
  std::set<std::string> keys;
  const Wanted wanted{tree, scratch.path()};
  ArchiveRequest archive = archive_request(wanted);
  keys.insert(archive_key(archive));
  archive.commit = std::string(40, 'a');
  keys.insert(archive_key(archive));
  archive.epoch = 1;
  keys.insert(archive_key(archive));
  archive.framing = Framing::solid;
  keys.insert(archive_key(archive));
  DebRequest deb = deb_request(wanted);
  keys.insert(deb_key(deb));
  deb.fields.relations[Relation::depends] = {"dash"};
  keys.insert(deb_key(deb));
  deb.scripts.postinst = "#!/bin/sh\n";
  keys.insert(deb_key(deb));
  deb.epoch = 1;
  keys.insert(deb_key(deb));
  CHECK(keys.size() == 8);
}

TEST_CASE("pass: a solid archive is one frame of the same files") {
  const Scratch scratch;
  const StagedTree tree = some_tree(scratch / "in");
  ArchiveRequest request = archive_request({tree, scratch.path()});
  request.framing = Framing::solid;
  write_archive(request);
  make_folders(scratch / "x");
  REQUIRE(
      run({.words = {"tar", "--zstd", "-xf", "../a.tar.zst"}, .folder = scratch / "x"}).status ==
      0);
  CHECK(read_file(scratch / "x/hello/share/big") == noise(500'000, 99));
  CHECK_THAT(run({.words = {"zstd", "-lv", "a.tar.zst"}, .folder = scratch.path()}).out,
             Catch::Contains("# Zstandard Frames: 1"));
}
