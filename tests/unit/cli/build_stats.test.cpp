// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <catch2/catch.hpp>
#include <cli/build_stats.hpp>

using namespace shipit;
using std::chrono::microseconds;

namespace {

BuildStats some_stats() {
  return {.phases = {{"look", microseconds(400)},
                     {"compress", microseconds(20'012'600)},
                     {"publish", microseconds(1'234'000)}},
          .files = 63,
          .written = 1,
          .cached = 12,
          .esbuild_runs = 1};
}

}  // namespace

TEST_CASE("build stats: a line for each phase, in seconds, and what came of it") {
  CHECK(table_of(some_stats()) ==
        "  look         0.000 s\n"
        "  compress    20.013 s\n"
        "  publish      1.234 s\n"
        "  all         21.247 s\n"
        "  63 files, 1 written, 12 from the cache, esbuild started 1 time\n");
}

TEST_CASE("build stats are kept beside the output, and told as they were") {
  const TemporaryFolder folder(std::filesystem::temp_directory_path());
  AssetOptions options;
  options.output = folder.path() / "tree";
  CHECK(!last_stats(options));
  keep_stats(some_stats(), options);
  REQUIRE(last_stats(options));
  CHECK(table_of(*last_stats(options)) == table_of(some_stats()));
  CHECK(json_of(some_stats()).at("phases").at(1) ==
        Json{{"name", "compress"}, {"seconds", 20.013}});
  for (const char* broken : {"[", "{}", R"({"files": 1})"}) {
    write_file(folder.path() / "tree.stats.json", broken);
    CHECK(!last_stats(options));
  }
  Json huge = json_of(some_stats());
  huge["phases"][0]["seconds"] = 1e300;
  CHECK_THROWS_WITH(stats_of(huge, "x"), "'seconds' is out of range in 'x'");
}
