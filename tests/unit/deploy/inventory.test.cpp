// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <deploy/inventory.hpp>

namespace shipit {

TEST_CASE("an environment is a group, and its hosts say how to reach them") {
  Release release;
  release.environments["eu-west"] = {.hosts = {{.name = "web1"}, {.name = "web2", .port = 2222}},
                                     .user = "deploy"};
  release.environments["staging"].hosts = {{.name = "old"}};
  const Json inventory = ansible_inventory(release, {});
  CHECK(
      inventory["eu_west"]["hosts"].dump() ==
      R"({"web1":{"ansible_user":"deploy"},"web2":{"ansible_port":2222,"ansible_user":"deploy"}})");
  CHECK(inventory["eu_west"]["vars"]["shipit_release_environment"] == "eu-west");
  CHECK(inventory["staging"]["hosts"].dump() == R"({"old":{}})");

  const HostsFile file{{"staging", {{.name = "new", .user = "ann"}}}};
  const Json other = ansible_inventory(release, file);
  CHECK(other["staging"]["hosts"].dump() == R"({"new":{"ansible_user":"ann"}})");
  CHECK(other["eu_west"]["hosts"].empty());
}

}  // namespace shipit
