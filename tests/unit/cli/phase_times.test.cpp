// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cli/phase_times.hpp>
#include <thread>

using namespace shipit;

TEST_CASE("phase times: each takes until the next one begins") {
  constexpr std::chrono::milliseconds pause(5);
  PhaseTimes times;
  CHECK(times.all().empty());
  times.begin(Phase::look);
  std::this_thread::sleep_for(pause);
  times.begin(Phase::bundle);
  times.end();
  REQUIRE(times.all().size() == 2);
  CHECK(times.all()[0].name == "look");
  CHECK(times.all()[0].time >= pause);
  CHECK(times.all()[1].name == "bundle");
}
