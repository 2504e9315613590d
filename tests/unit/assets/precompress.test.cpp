// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <assets/precompress.hpp>
#include <base/hash.hpp>
#include <base/process.hpp>
#include <base/stamp.hpp>
#include <base/walk.hpp>

#include "one_core.hpp"
#include "site.hpp"

using namespace shipit;
using test::OneCore;
using test::Project;
using test::refusal_of;

namespace {

std::string text_of(std::size_t size) {
  std::string text;
  for (int i = 0; text.size() < size; ++i) text += "line " + std::to_string(i * i) + "\n";
  text.resize(size);
  return text;
}

// Bytes that nothing makes smaller.
std::string noise_of(std::size_t size) {
  std::string noise;
  while (noise.size() < size) noise += hash(HashKind::sha256, std::to_string(noise.size()));
  noise.resize(size);
  return noise;
}

struct Compressing : Project {
  Compressing() { options.precompression = {.profile = Profile::release}; }

  AssetOutcome build() {
    ValueStore cache(folder_of_cache(), 1'000'000);
    const AssetOutcome outcome = build_assets(options, &cache);
    hits = 0;
    cache.settle();
    const StoreSummary now = cache.summary();
    hits = now.hits - before.hits;
    misses = now.misses - before.misses;
    before = now;
    return outcome;
  }

  Path folder_of_cache() const { return path() / "cache"; }
  Path tree(const std::string& file) const { return options.output / file; }
  bool has(const std::string& file) const { return std::filesystem::exists(tree(file)); }

  std::map<std::string, std::string> all() const {
    std::map<std::string, std::string> files;
    for (const Found& found : walk(options.output))
      if (found.kind == FileKind::regular) files[found.path] = read_file(tree(found.path));
    return files;
  }

  StoreSummary before{};
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
};

std::string decoded(const std::vector<std::string>& program, const Path& file) {
  Command command;
  command.words = program;
  command.words.push_back(file.string());
  return run(command).out;
}

std::int64_t time_of(const Path& file) { return stamp_of(file).value().mtime; }

}  // namespace

TEST_CASE("compressed forms lie beside their files, with their times", "[assets]") {
  Compressing site;
  const std::string text = text_of(3000);
  site.file("web/a.txt", text).file("web/index.html", text + "!").file("web/q.txt", text + "?");
  site.options.names = {{Naming::query, "q.txt"}};
  site.options.version = "1";
  site.options.precompression.zstd = Zstd::on;
  site.build();
  for (const char* logical : {"a.txt", "index.html", "q.txt"}) {
    const std::string name = site.name(logical);
    CAPTURE(name);
    const std::string wanted = site.published(logical);
    CHECK(decoded({"gzip", "-dc"}, site.tree(name + ".gz")) == wanted);
    CHECK(decoded({"brotli", "-dc"}, site.tree(name + ".br")) == wanted);
    CHECK(decoded({"zstd", "-dcq"}, site.tree(name + ".zst")) == wanted);
    const Json encodings = site.manifest().at(logical).at("encodings");
    CHECK(encodings.size() == 3);
    for (const char* extension : {"gz", "br", "zst"}) {
      const Path variant = site.tree(name + "." + extension);
      CHECK(encodings.at(extension) == std::filesystem::file_size(variant));
      CHECK(time_of(variant) == time_of(site.tree(name)));
    }
  }
}

TEST_CASE("only what is worth it is kept", "[assets]") {
  Compressing site;
  site.file("web/small.txt", text_of(1023))
      .file("web/noise.bin", noise_of(5000))
      .file("web/a.png", text_of(5000))
      .file("web/a.js.map",
            R"({"version":3,"sources":[],"mappings":"","x":")" + std::string(3000, 'x') + "\"}");
  site.options.source_maps = SourceMaps::install;
  site.build();
  CHECK(site.all().size() == 6);
  CHECK(site.has(site.name("a.js.map") + ".gz"));
  CHECK_FALSE(site.manifest().at("noise.bin").contains("encodings"));
  CHECK(site.misses == 3);
  // That it isn't worth it is remembered as well.
  std::filesystem::remove_all(site.options.output.parent_path());
  site.build();
  CHECK(site.misses == 0);
  CHECK(site.hits == 3);
}

TEST_CASE("profile dev makes none, and takes away what others made", "[assets]") {
  Compressing site;
  site.file("web/a.txt", text_of(3000));
  site.build();
  CHECK(site.all().size() == 4);
  site.options.precompression = {};
  site.build();
  CHECK(site.all().size() == 2);
  CHECK_FALSE(site.manifest().at("a.txt").contains("encodings"));
}

TEST_CASE("a stale form never survives", "[assets]") {
  Compressing site;
  site.file("web/robots.txt", text_of(3000));
  site.build();
  CHECK(site.has("robots.txt.br"));
  site.file("web/robots.txt", text_of(4000));
  site.build();
  CHECK(decoded({"brotli", "-dc"}, site.tree("robots.txt.br")) == text_of(4000));
  CHECK(time_of(site.tree("robots.txt.br")) == time_of(site.tree("robots.txt")));
  site.file("web/robots.txt", text_of(1000));
  site.build();
  CHECK_FALSE(site.has("robots.txt.br"));
  CHECK_FALSE(site.has("robots.txt.gz"));
}

TEST_CASE("what lies there is neither fetched nor made again", "[assets]") {
  Compressing site;
  site.file("web/a.txt", text_of(3000)).file("web/copy.md", text_of(3000));
  site.build();
  CHECK(site.misses == 2);  // one content, two encodings, two files
  const auto first = site.all();
  CHECK(first.size() == 7);
  const Path variant = site.tree(site.name("a.txt") + ".br");
  const Stamp stamp = stamp_of(variant).value();

  site.build();
  CHECK(site.hits + site.misses == 0);
  CHECK(stamp_of(variant).value() == stamp);

  // One that was damaged in the output is put right, from the cache.
  write_file(variant, "damage");
  std::filesystem::create_directory(site.tree(site.name("copy.md") + ".gz.d"));
  std::filesystem::remove(site.tree(site.name("copy.md") + ".gz"));
  std::filesystem::create_directory(site.tree(site.name("copy.md") + ".gz"));
  site.build();
  CHECK(site.hits == 2);
  CHECK(site.misses == 0);
  CHECK(site.all() == first);

  // So is everything when the output is gone.
  std::filesystem::remove_all(site.options.output.parent_path());
  site.build();
  CHECK(site.hits == 2);
  CHECK(site.misses == 0);
  CHECK(site.all() == first);

  // Damage in the cache is noticed, and so is damage to what is known of the output.
  for (const Found& found : walk(site.folder_of_cache() / "values"))
    if (found.kind == FileKind::regular)
      write_file(site.folder_of_cache() / "values" / found.path, "damage");
  write_file(site.options.output.native() + ".compressed", "damage");
  std::filesystem::remove(variant);
  site.build();
  CHECK(site.misses == 2);
  CHECK(site.all() == first);
}

TEST_CASE("what is known of compressed forms comes back, or not at all", "[assets]") {
  const Encoding gzip{Codec::gzip, 6}, brotli{Codec::brotli, 5};
  KnownVariants known;
  known.add("content", gzip, {.size = 70'000, .sha256 = "digest"});
  known.add("content", brotli, {});
  known.add("another", gzip, {.size = 1, .sha256 = "other"});
  const std::string bytes = known.packed();
  const KnownVariants back(bytes);
  REQUIRE(back.find("content", gzip));
  CHECK(back.find("content", gzip)->size == 70'000);
  CHECK(back.find("content", gzip)->sha256 == "digest");
  REQUIRE(back.find("content", brotli));
  CHECK(back.find("content", brotli)->size == 0);
  CHECK_FALSE(back.find("another", brotli));
  CHECK_FALSE(back.find("content", {Codec::gzip, 9}));
  CHECK(back.packed() == bytes);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string odd = bytes;
    odd[i] = static_cast<char>(odd[i] ^ 1);
    CHECK(KnownVariants(odd).packed() == KnownVariants().packed());
    CHECK(KnownVariants(bytes.substr(0, i)).packed() == KnownVariants().packed());
  }
}

TEST_CASE("what takes longest is compressed first", "[assets]") {
  Compressing site;
  site.file("web/a.txt", text_of(3000)).file("web/b.txt", text_of(40'000));
  ValueStore cache(site.folder_of_cache(), 1'000'000);
  std::vector<std::string> keys;
  for (const std::size_t size : {std::size_t{40'000}, std::size_t{3000}})
    for (const Encoding encoding : {Encoding{Codec::brotli, 11}, Encoding{Codec::gzip, 12}})
      keys.push_back(cache_key(hash(HashKind::sha256, text_of(size)), encoding));
  const auto check = [&](std::uint64_t done, std::uint64_t total) {
    REQUIRE(total == keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
      CHECK(cache.get(keys[i]).has_value() == (i < done));
  };
  const OneCore one;
  build_assets(site.options, &cache, {.begins = {}, .progress = check});
  CHECK(cache.summary().entries == keys.size());
}

TEST_CASE("a cache that keeps nothing is no error", "[assets]") {
  Compressing site;
  site.file("web/a.txt", text_of(3000));
  write_file(site.path() / "cache", "a file where the folder is to be");
  site.build();
  const auto first = site.all();
  CHECK(first.size() == 4);
  std::filesystem::remove_all(site.options.output);
  build_assets(site.options);
  CHECK(site.all() == first);
}

TEST_CASE("a file of one's own by the name of a compressed form is refused", "[assets]") {
  Compressing site;
  site.file("web/x.js", text_of(3000)).file("web/x.js.gz", "mine");
  site.options.names = {{Naming::plain, "**"}};
  const std::string said = refusal_of([&] { site.build(); });
  CHECK(said.find("two files want to be published as 'x.js.gz'") == 0);
  CHECK(said.find("one is 'web/x.js.gz'") != std::string::npos);
  CHECK(said.find("the other is what 'web/x.js' is compressed to") != std::string::npos);
  CHECK(said.find("rename it") != std::string::npos);
  CHECK_FALSE(site.has("x.js"));
  site.options.precompression = {};
  site.build();
  CHECK(read_file(site.tree("x.js.gz")) == "mine");
  // Its digested name is not in the way.
  site.options.precompression = {.profile = Profile::fast};
  site.options.names = {};
  site.build();
  CHECK(site.all().size() == 5);
}

TEST_CASE("another build folder compresses nothing again", "[assets]") {
  Compressing site;
  site.file("web/a.txt", text_of(3000)).file("web/b.txt", text_of(4000));
  site.build();
  CHECK(site.misses == 4);
  const auto first = site.all();
  site.options.output = site.path() / "other" / "tree";
  site.build();
  CHECK(site.misses == 0);
  CHECK(site.hits == 4);
  CHECK(site.all() == first);
}
