// SPDX-License-Identifier: Apache-2.0
#include <assets/source_map.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

std::string moved(const std::string& mappings, const std::string& text,
                  const std::vector<Replacement>& replacements) {
  Json map = {{"mappings", mappings}};
  const Moved told = shift_map(map, {text, replacements});
  const auto text_of_map =
      shifted_map(map_text({{"mappings", mappings}}), "map", {text, replacements});
  CHECK(text_of_map.value_or(map_text(map)) == map_text(map));
  CHECK(text_of_map.has_value() == (told == Moved::columns));
  CHECK((told == Moved::columns) == (map.at("mappings") != mappings));
  return map.at("mappings");
}

}  // namespace

TEST_CASE("mappings follow their columns", "[assets]") {
  // Columns 0, 4, 8, and 2 on the line after the next.
  const std::string mappings = "AAAA,IAAI,IAAI;;EACA";
  CHECK(moved(mappings, "0123456789\n\n01234", {{2, 3, 1}}) == mappings);
  CHECK(moved(mappings, "0123456789\n\n01234", {{2, 2, 13}}) == "AAAA,iBAAI,IAAI;;EACA");
  CHECK(moved(mappings, "0123456789\n\n01234", {{4, 4, 1}, {6, 7, 0}}) == "AAAA,KAAI,GAAI;;EACA");
  CHECK(moved(mappings, "0123456789\r\n\r01234", {{14, 14, 16}}) == "AAAA,IAAI,IAAI;;kBACA");
  // What was inside something that makes way is at its beginning.
  CHECK(moved(mappings, "0123456789\n\n01234", {{2, 6, 1}}) == "AAAA,EAAI,GAAI;;EACA");
  // Columns count UTF-16: two bytes are one, four are two.
  CHECK(moved(mappings,
              "\xc3\xa9\xf0\x9d\x84\x9e"
              "34",
              {{6, 6, 1}}) == "AAAA,KAAI,IAAI;;EACA");
  CHECK(moved(mappings,
              "\xc3\xa9\xf0\x9d\x84\x9e"
              "34",
              {{8, 8, 1}}) == "AAAA,IAAI,KAAI;;EACA");
  CHECK(moved(mappings, "\xe9\xe9\xe9\xe9\xe9", {{4, 4, 1}}) == "AAAA,KAAI,IAAI;;EACA");
}

TEST_CASE("sections of a map begin where they are moved to", "[assets]") {
  const Json section = {{"offset", {{"line", 0}, {"column", 4}}},
                        {"map", {{"mappings", "AAAA,IAAI;C"}}}};
  Json map = {{"version", 3}, {"sections", {section}}};
  const std::string text = "0123456789\n01";
  CHECK(shift_map(map, {text, {{9, 9, 1}}}) == Moved::nothing);
  CHECK(shift_map(map, {text, {{2, 2, 1}, {6, 6, 1}, {11, 11, 1}}}) == Moved::columns);
  CHECK(map.at("sections")[0].at("offset").at("column") == 5);
  CHECK(map.at("sections")[0].at("map").at("mappings") == "AAAA,KAAI;E");
}

TEST_CASE("what is no source map is told", "[assets]") {
  const auto told = [](Json map) {
    return refusal_of([&] { shift_map(map, {"abc", {{0, 0, 1}}}); });
  };
  CHECK(told(1) == "this is no source map: it is no object");
  for (const char* odd : {"!", "g", "ggggggggggggA", "{}"})
    CHECK(told({{"mappings", odd}}) == "this is no source map: its mappings make no sense");
  CHECK(told({{"mappings", 1}}) == "'mappings' has another type than it should in 'a source map'");
  CHECK(told({{"sections", {1}}}) == "'offset' is missing in 'a source map'");
  const auto section = [](const Json& column) {
    return Json{{"sections", {{{"offset", {{"line", 0}, {"column", column}}}}}}};
  };
  CHECK(told(section(5e114)) == "'column' is not a whole number in 'a source map'");
  CHECK(told(section(-1)) == "'column' is out of range in 'a source map'");
  CHECK(told(section(1LL << 62)) == "'column' is out of range in 'a source map'");
}

TEST_CASE("a map that can't be understood is published as it is", "[assets]") {
  Project project;
  project.options.source_maps = SourceMaps::install;
  project.file("web/a.css", "a{b:url(i.png)}/*# sourceMappingURL=a.css.map */")
      .file("web/a.css.map", "}{")
      .file("web/i.png", "");
  CHECK(project.build().warnings ==
        std::vector<std::string>{"'web/a.css.map': a.css.map:1: this is not JSON"});
  CHECK(project.published("a.css.map") == "}{");
  CHECK_THAT(project.name("a.css.map"), Catch::EndsWith(".css.map"));

  project.options.source_maps = SourceMaps::off;
  CHECK(project.build().warnings.empty());
  CHECK(project.published("a.css") == "a{b:url(" + project.name("i.png") + ")} ");
  CHECK(project.names().size() == 2);

  // Kept back, it goes by the name of its sheet; what is no longer made goes.
  project.options.source_maps = SourceMaps::keep_back;
  project.build();
  const Path map =
      Path(project.options.output.native() + ".maps") / (project.name("a.css") + ".map");
  CHECK(read_file(map) == "}{");
  project.file("web/a.css", "a{}");
  project.build();
  CHECK_FALSE(std::filesystem::exists(map));
}
