// SPDX-License-Identifier: Apache-2.0
#include <assets/digest.hpp>
#include <assets/groups.hpp>
#include <base/hash.hpp>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "site.hpp"

using namespace shipit;

namespace {

Asset asset(const std::string& path, const std::string& content, std::vector<std::size_t> needs) {
  Asset asset;
  asset.path = asset.origin = path;
  asset.content = content;
  for (const std::size_t need : needs)
    asset.splices.push_back({content.size(), content.size(), need, Splice::Form::digest});
  return asset;
}

// Files 'a000', 'a001', … that refer to one another in no order at all.
std::vector<Asset> random_assets(std::mt19937& random, std::size_t count) {
  std::vector<Asset> assets;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::size_t> needs;
    for (std::size_t k = random() % 4; k > 1; --k) needs.push_back(random() % count);
    const std::string number = std::to_string(1000 + i).substr(1);
    assets.push_back(asset("a" + number, "content " + number, needs));
  }
  return assets;
}

// Every asset that depends on `changed`, itself included.
std::set<std::size_t> dependants(const std::vector<Asset>& assets, std::size_t changed) {
  std::set<std::size_t> found{changed};
  for (std::size_t before = 0; before != found.size();) {
    before = found.size();
    for (std::size_t i = 0; i < assets.size(); ++i)
      for (const Splice& splice : assets[i].splices)
        if (found.contains(splice.target)) found.insert(i);
  }
  return found;
}

}  // namespace

TEST_CASE("a digest is that of the final bytes", "[assets]") {
  std::vector<Asset> assets{asset("a/x.min.css", "url(b", {1}), asset("b", "", {})};
  name_assets(assets, "/");
  CHECK(assets[1].file == "b-4oymiquy7qob");  // SHA-256 of nothing is e3b0c442 98fc1c14 …
  CHECK(assets[0].content == "url(b-4oymiquy7qob");
  const std::string digest = to_base32(hash(HashKind::sha256, assets[0].content)).substr(0, 12);
  CHECK(assets[0].file == "a/x.min-" + digest + ".css");
  CHECK(assets[0].fingerprint.sha256 == hash(HashKind::sha256, assets[0].content));
}

TEST_CASE("exactly the files that depend on a changed one change their names", "[assets]") {
  std::mt19937 random(20240501);
  for (int round = 0; round < 60; ++round) {
    const std::vector<Asset> sources = random_assets(random, 2 + random() % 40);
    std::vector<Asset> before = sources;
    name_assets(before, "/");
    const std::size_t changed = random() % sources.size();
    std::vector<Asset> after = sources;
    after[changed].content.insert(0, "new ");
    for (Splice& splice : after[changed].splices) splice.begin = splice.end += 4;
    name_assets(after, "/");

    const std::set<std::size_t> expected = dependants(sources, changed);
    for (std::size_t i = 0; i < sources.size(); ++i) {
      INFO("round " << round << ", " << sources[i].path << " when " << sources[changed].path
                    << " changes");
      CHECK((before[i].file != after[i].file) == expected.contains(i));
      if (!expected.contains(i)) CHECK(before[i].content == after[i].content);
    }
  }
}

TEST_CASE("files that refer to one another in a circle get names", "[assets]") {
  std::vector<Asset> assets{asset("a.css", "b", {1}), asset("b.css", "a", {0}),
                            asset("c.css", "c", {2}), asset("d.css", "a", {0})};
  name_assets(assets, "/");
  CHECK(assets[0].content == "b-" + assets[1].digest);
  CHECK(assets[1].content == "a-" + assets[0].digest);
  CHECK(assets[2].content == "c-" + assets[2].digest);
  CHECK(assets[3].content == "a-" + assets[0].digest);
  CHECK(assets[0].digest != assets[1].digest);
}

TEST_CASE("a long chain of files needs no deep stack", "[assets]") {
  std::vector<std::vector<std::size_t>> needs(200000);
  for (std::size_t i = 0; i + 1 < needs.size(); ++i) needs[i].push_back(i + 1);
  const auto groups = groups_in_order(needs);
  REQUIRE(groups.size() == needs.size());
  CHECK(groups.front().front() == needs.size() - 1);
}

TEST_CASE("a plain name stays, in files too", "[assets]") {
  std::vector<Asset> assets{asset("a.css", "favicon", {1}), asset("favicon.ico", "x", {})};
  assets[0].splices.push_back({7, 7, 1, Splice::Form::url});
  assets[1].naming = Naming::plain;
  name_assets(assets, "/static/");
  CHECK(assets[0].content == "favicon/static/favicon.ico");
  CHECK(assets[1].file == "favicon.ico");
}

TEST_CASE("two files never share a name", "[assets]") {
  std::vector<Asset> assets{asset("b", "", {}), asset("b-4oymiquy7qob", "other", {})};
  assets[1].naming = Naming::plain;
  CHECK(test::refusal_of([&] { name_assets(assets, "/"); }) ==
        "two files want to be published as 'b-4oymiquy7qob'\nnote: one is b\n"
        "note: the other is b-4oymiquy7qob\nhelp: rename one of them");
}

TEST_CASE("where files are served is part of the names of a circle that says whole URLs") {
  const auto digest = [](Splice::Form form, const std::string& public_path) {
    std::vector<Asset> assets{asset("a.css", "b", {}), asset("b.css", "a", {})};
    assets[0].splices = {{1, 1, 1, form, ""}};
    assets[1].splices = {{1, 1, 0, form, ""}};
    name_assets(assets, public_path);
    return assets[0].digest;
  };
  CHECK(digest(Splice::Form::url, "/a/") != digest(Splice::Form::url, "/b/"));
  CHECK(digest(Splice::Form::digest, "/a/") == digest(Splice::Form::digest, "/b/"));
}
