// SPDX-License-Identifier: Apache-2.0
#include <base/parallel.hpp>
#include <scratch.hpp>
#include <vector>

using namespace shipit;

TEST_CASE("parallel: every index is worked on once") {
  std::vector<int> seen(10000, 0);
  for_each_index(seen.size(), [&](std::size_t i) { ++seen[i]; });
  CHECK(seen == std::vector<int>(10000, 1));
  for_each_index(0, [](std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("parallel: the lowest failure is thrown") {
  CHECK(refusal([] {
          for_each_index(8, [](std::size_t i) {
            if (i < 2) throw Error("at " + std::to_string(i));
          });
        }).starts_with("at 0"));
}
