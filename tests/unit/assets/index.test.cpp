// SPDX-License-Identifier: Apache-2.0
#include <assets/index.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

namespace {

Index full_index() {
  Index index;
  KnownSource sheet{{7, 1'700'000'000'000'000'000, -1, 12}, {}};
  sheet.facts.print = {7, std::string(32, '\0'), std::string(48, 'x')};
  sheet.facts.page.base = "a/\xc3\xa9";
  sheet.facts.page.manifests = {"m.json", "n"};
  sheet.facts.page.references = {
      {"i.p", {4, 5, 9, 300}, Need::may, Spelling::markup, 0, 0, Seal{310, 311}},
      {"a.map", {400, 401, 402, 403, 404, 405}, Need::map, Spelling::plain, 390, 407}};
  sheet.facts.plainness = Plainness::odd;
  sheet.facts.map_is_last = true;
  index.sources = {{"1/web/a.css", sheet}, {"0/web/b", {}}};
  index.outputs = {{"/out/a-1.css", {{1, 2, 3, 4}, "what it holds"}}};
  index.last_build =
      KeptBuild{.settings = "s",
                .sights = {{"/web", {Sight::Kind::folder, {1, 2, 3, 4}}}, {"/web/gone", {}}},
                .manifest = std::string(32, 'm'),
                .needs = {"/web", "/web/a.css"},
                .files = 70'000,
                .warnings = {"w"}};
  return index;
}

}  // namespace

TEST_CASE("an index comes back as it was written", "[assets]") {
  const std::string bytes = packed(full_index(), "tool");
  const Index back = unpacked(bytes, "tool");
  CHECK(packed(back, "tool") == bytes);
  REQUIRE(back.sources.size() == 2);
  const auto& [key, sheet] = back.sources[0];
  CHECK(key == "1/web/a.css");
  CHECK(sheet.stamp == Stamp{7, 1'700'000'000'000'000'000, -1, 12});
  CHECK(sheet.facts.print.sha384 == std::string(48, 'x'));
  CHECK(sheet.facts.page.base == "a/\xc3\xa9");
  CHECK(sheet.facts.page.manifests == std::vector<std::string>{"m.json", "n"});
  REQUIRE(sheet.facts.page.references.size() == 2);
  CHECK(sheet.facts.page.references[0].at == std::vector<std::size_t>{4, 5, 9, 300});
  CHECK(sheet.facts.page.references[0].spelling == Spelling::markup);
  CHECK(sheet.facts.page.references[1].need == Need::map);
  CHECK(sheet.facts.page.references[1].end == 407);
  REQUIRE(sheet.facts.page.references[0].seal);
  CHECK(sheet.facts.page.references[0].seal->end == 311);
  CHECK_FALSE(sheet.facts.page.references[1].seal);
  CHECK(sheet.facts.plainness == Plainness::odd);
  CHECK(sheet.facts.map_is_last);
  CHECK_FALSE(back.sources[1].second.facts.page.base);
  REQUIRE(back.outputs.size() == 1);
  CHECK(back.outputs[0].first == "/out/a-1.css");
  CHECK(back.outputs[0].second.identity == "what it holds");
  REQUIRE(back.last_build);
  CHECK(back.last_build->sights == full_index().last_build->sights);
  CHECK(back.last_build->files == 70'000);
  CHECK(back.last_build->warnings == std::vector<std::string>{"w"});
  CHECK_FALSE(unpacked(packed({}, "tool"), "tool").last_build);
}

TEST_CASE("a damaged index counts for nothing, nor does that of another tool", "[assets]") {
  const std::string bytes = packed(full_index(), "tool");
  const auto is_empty = [](const Index& index) {
    return index.sources.empty() && index.outputs.empty() && !index.last_build;
  };
  CHECK(is_empty(unpacked(bytes, "another tool")));
  CHECK(is_empty(unpacked("", "tool")));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    INFO(i);
    CHECK(is_empty(unpacked(bytes.substr(0, i), "tool")));
    std::string odd = bytes;
    odd[i] = static_cast<char>(odd[i] ^ 1);
    CHECK(is_empty(unpacked(odd, "tool")));
  }
  CHECK(is_empty(unpacked(bytes + "x", "tool")));
}
