// SPDX-License-Identifier: Apache-2.0
#include <release/stop_timeout.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("stop_timeout: what a unit says, else systemd's default") {
  const auto of = [](const std::string& value) {
    return stop_timeout("[Service]\nTimeoutStopSec=" + value + "\n");
  };
  CHECK(stop_timeout("[Service]\nExecStart=x\n") == 90U);
  CHECK(of("20") == 20U);
  CHECK(of(" 1min 30s ") == 90U);
  CHECK(of("1.5m") == 90U);
  CHECK(of("500ms") == 1U);
  CHECK(of("2 hours") == 7200U);
  CHECK(of("soon") == 90U);
  CHECK(of("") == 90U);
  CHECK_FALSE(of("infinity"));
  CHECK_FALSE(of("0"));
  CHECK_FALSE(of("99999d"));
  CHECK(stop_timeout("TimeoutSec=5\n") == 5U);
  CHECK(stop_timeout("TimeoutSec=5\nTimeoutStopSec=7\n") == 7U);
}
