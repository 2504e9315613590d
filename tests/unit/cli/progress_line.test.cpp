// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cli/progress_line.hpp>

using namespace shipit;

TEST_CASE("progress line: how far it is, where that is known") {
  CHECK(progress_text("packing", {0, 0}) == "packing");
  CHECK(progress_text("packing", {226'000'000, 503'000'000}) == "packing: 44 % of 503 MB");
  CHECK(progress_text("packing", {503'000'000, 503'000'000}) == "packing: 100 % of 503 MB");
  CHECK(progress_text("compress", {120, 3117, Counted::pieces}) == "compress: 120 of 3117");
  CHECK(progress_text("compress", {0, 0, Counted::pieces}) == "compress");
}
