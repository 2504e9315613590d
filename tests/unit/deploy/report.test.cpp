// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <deploy/report.hpp>

namespace shipit {

TEST_CASE("the exit code is that of the host that failed, or tells that going back failed") {
  CHECK(worst_code({{.host = "a"}, {.host = "b"}}) == 0);
  CHECK(worst_code({{.host = "a", .reverted = 0}, {.host = "b", .code = 70}}) == 70);
  CHECK(worst_code({{.host = "a", .reverted = 69}, {.host = "b", .code = 70}}) == 71);
}

TEST_CASE("the worst of several failures counts") {
  CHECK(worst_code({{.host = "a", .code = 78}, {.host = "b", .code = 71}}) == 71);
  CHECK(worst_code({{.host = "a", .code = 70}, {.host = "b", .code = 72}}) == 72);
  CHECK(worst_code({{.host = "a", .code = 69}, {.host = "b", .code = 70}}) == 70);
  CHECK(worst_of({{.host = "a"}, {.host = "b", .code = 69}, {.host = "c", .code = 78}}) == 1);
}

TEST_CASE("what was sent is told as a share of the package") {
  CHECK(sent_text({.host = "a", .sent = 425, .asked = 300}, 1000) ==
        "12 % of the package sent, 125 bytes; agent and request are 300");
  CHECK(sent_text({.host = "a", .sent = 1301, .asked = 300}, 1000) ==
        "all of the package sent, 1001 bytes; agent and request are 300");
  CHECK(sent_text({.host = "a", .sent = 1}, 0) ==
        "all of the package sent, 1 bytes; agent and request are 0");
}

TEST_CASE("hosts that were not tried are in the outcome") {
  DeployPlan plan;
  plan.hosts = {{.name = "a"}, {.name = "b"}};
  const Json json = to_json(plan, {{.host = "a", .code = 75, .error = "locked by ann"}});
  CHECK(json["hosts"][0]["outcome"] == "locked");
  CHECK(json["hosts"][0]["exitCode"] == 75);
  CHECK(json["hosts"][1]["outcome"] == "not-tried");
}

}  // namespace shipit
