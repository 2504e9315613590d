// SPDX-License-Identifier: Apache-2.0
#include <assets/plan.hpp>

#include "site.hpp"

using namespace shipit;

TEST_CASE("plans are read", "[assets]") {
  const Json plan = {{"schema", 1},
                     {"root", "/r"},
                     {"entryPoints", {"a.js"}},
                     {"publicPath", "/s/"},
                     {"output", "/o"},
                     {"esbuild", "/e"},
                     {"target", "chrome100"},
                     {"depfile", "/d"},
                     {"buildTool", "make"},
                     {"from", "/f"},
                     {"names", {"KEEP", "x.js", "QUERY", "y", "DIGEST", "z"}},
                     {"version", "1.2"},
                     {"format", "ESM"},
                     {"sourceMaps", "KEEP_BACK"},
                     {"maps", "/m"},
                     {"mode", "IDENTITY"},
                     {"precompress", {"FAST", "ZSTD"}},
                     {"concat", {{{"output", "v.js"}, {"files", {"/a", "/b"}}}}},
                     {"minify", {"ON", "**", "OFF", "x"}},
                     {"missing", {"WARN", "a", "b/**", "IGNORE", "c", "ERROR", "d"}}};
  const AssetOptions options = read_plan(plan, "plan.json");
  CHECK(options.root == "/r");
  CHECK(options.mode == Mode::identity);
  CHECK(options.precompression.profile == Profile::fast);
  CHECK(options.precompression.zstd == Zstd::on);
  CHECK(options.entries == std::vector<std::string>{"a.js"});
  CHECK(options.public_path == "/s/");
  CHECK(options.output == "/o");
  CHECK(options.esbuild == "/e");
  CHECK(options.target == "chrome100");
  CHECK(options.depfile->path == "/d");
  CHECK(options.depfile->reader == BuildTool::make);
  CHECK(options.from == "/f");
  REQUIRE(options.names.size() == 3);
  CHECK(options.names[0].choice == Naming::plain);
  CHECK(options.names[1].choice == Naming::query);
  CHECK(options.names[2].choice == Naming::digested);
  CHECK(options.version == "1.2");
  CHECK(options.format == Format::esm);
  CHECK(options.source_maps == SourceMaps::keep_back);
  CHECK(options.maps == "/m");
  REQUIRE(options.concats.size() == 1);
  CHECK(options.concats[0].output == "v.js");
  CHECK(options.concats[0].files == std::vector<Path>{"/a", "/b"});
  REQUIRE(options.minify.size() == 2);
  CHECK(options.minify[0].choice == Minify::on);
  CHECK(options.minify[1].choice == Minify::off);
  REQUIRE(options.missing.size() == 4);
  CHECK(options.missing[1].glob == "b/**");
  CHECK(options.missing[1].choice == Missing::warn);
  CHECK(options.missing[2].choice == Missing::ignore);
  CHECK(options.missing[3].choice == Missing::error);

  Json odd = plan;
  odd["format"] = "UMD";
  CHECK(test::refusal_of([&] { read_plan(odd, "plan.json"); }) ==
        "'format' is a word that this ShipIt does not know in 'plan.json'");

  Json later = plan;
  later["schema"] = 2;
  CHECK(test::refusal_of([&] { read_plan(later, "plan.json"); }) ==
        "'plan.json' has schema 2, which this ShipIt does not know\n"
        "help: configure the project again");
  CHECK(test::refusal_of([&] {
          read_plan({{"schema", 1}}, "plan.json");
        }) == "'root' is missing in 'plan.json'");
}
