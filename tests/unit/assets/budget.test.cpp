// SPDX-License-Identifier: Apache-2.0
#include <assets/budget.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;
using test::refusal_of;

namespace {

constexpr std::uint64_t kibi = 1024;

PublishedAsset item(std::uint64_t size, std::map<std::string, std::uint64_t> encodings = {}) {
  PublishedAsset one;
  one.size = size;
  one.encodings = std::move(encodings);
  return one;
}

Measured measured(Inventory inventory, InputSizes inputs = {}) {
  return {std::move(inventory), std::move(inputs)};
}

std::string broken(const std::vector<std::string>& words, const Measured& now,
                   const std::optional<Measured>& last = {}) {
  return refusal_of([&] { check_budgets(budgets_of(words), now, last); });
}

}  // namespace

TEST_CASE("budget: sizes, units and encodings") {
  const std::vector<Budget> all =
      budgets_of({"a.js", "90K", "br", "b.js", "12", "c/**", "2M", "raw", "d", "7B", "gz"});
  REQUIRE(all.size() == 4);
  CHECK((all[0].glob == "a.js" && all[0].limit == 90 * kibi && all[0].suffix == ".br"));
  CHECK((all[1].glob == "b.js" && all[1].limit == 12 && all[1].suffix.empty()));
  CHECK((all[2].glob == "c/**" && all[2].limit == 2 * kibi * kibi && all[2].suffix.empty()));
  CHECK((all[3].limit == 7 && all[3].suffix == ".gz"));
  CHECK_THAT(refusal_of([] { budgets_of({"a.js"}); }),
             Catch::Contains("the budget of 'a.js' has no size"));
  for (const char* odd : {"90k", "K", "1.5K", "-1", "99999999999999999999", "9999999999999M"})
    CHECK_THAT(refusal_of([&] { budgets_of({"a.js", odd}); }), Catch::Contains("is not a size"));
}

TEST_CASE("budget: what is within it passes, and all that fits a glob counts together") {
  const Measured now = measured({{"a.js", item(kibi)},
                                 {"a.js.map", item(90 * kibi)},
                                 {"js/b.js", item(kibi, {{".br", 500}})}});
  CHECK(check_budgets(budgets_of({"a.js", "1K", "*.js", "2K", "js/*", "500", "br"}), now, {})
            .empty());
  CHECK_THAT(broken({"*.js", "2047"}, now),
             Catch::Contains("'*.js' has 2.0 KiB, 1 B over its budget of 2.0 KiB"));
  CHECK_THAT(broken({"js/*", "400", "br"}, now),
             Catch::Contains("'js/*' has 500 B in br, 100 B over its budget of 400 B"));
  CHECK_THAT(broken({"*.map", "1K"}, now), Catch::Contains("'*.map' has 90.0 KiB"));
}

TEST_CASE("budget: what has grown is told, most first, down to the sources of a bundle") {
  const Measured last = measured({{"a.js", item(10 * kibi)}, {"b.js", item(4 * kibi)}},
                                 {{"a.js", {{"web/a.js", 2 * kibi}, {"web/x.js", kibi}}}});
  const Measured now =
      measured({{"a.js", item(11 * kibi)}, {"b.js", item(7 * kibi)}, {"c.js", item(2 * kibi)}},
               {{"a.js", {{"web/a.js", 3 * kibi}, {"web/x.js", kibi}, {"npm/y.js", 5}}}});
  const std::string said = broken({"*.js", "15K"}, now, last);
  CHECK(said ==
        "'*.js' has 20.0 KiB, 5.0 KiB over its budget of 15.0 KiB\n"
        "note: 'b.js' has grown by 3.0 KiB, from 4.0 KiB to 7.0 KiB since the last build\n"
        "note: 'c.js' is new, with 2.0 KiB\n"
        "note: 'a.js' has grown by 1.0 KiB, from 10.0 KiB to 11.0 KiB since the last build\n"
        "note: in it, uncompressed, 'web/a.js' has grown by 1.0 KiB, from 2.0 KiB to 3.0 KiB\n"
        "note: in it, uncompressed, 'npm/y.js' is new, with 5 B\n"
        "help: take something out, load it later with import(), or raise the budget");
}

TEST_CASE("budget: an encoding that is not made is a warning, unless nothing can be wrong") {
  const Measured now = measured({{"a.js", item(kibi)}});
  CHECK(check_budgets(budgets_of({"a.js", "1K", "br"}), now, {}).empty());
  const auto warnings = check_budgets(budgets_of({"a.js", "1000", "br"}), now, {});
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0] == "the budget of 'a.js' is not checked, for this build makes no br");
}

TEST_CASE("budget: one for nothing is refused") {
  const std::string said = broken({"ap.js", "1K"}, measured({{"app.js", item(1)}}));
  CHECK_THAT(said, Catch::Contains("no file fits the budget of 'ap.js'") &&
                       Catch::Contains("did you mean 'app.js'?"));
}
