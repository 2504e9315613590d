// SPDX-License-Identifier: Apache-2.0
#include <deb/units.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("units: those that systemd runs, and whether something wants them") {
  const std::string folder = "lib/systemd/system/";
  const StagedTree tree(
      {made_file(folder + "b.service", "[Unit]\n[Install]\nWantedBy=multi-user.target\n", ""),
       made_file(folder + "a.timer", "[Timer]\n# [Install]\n", ""),
       made_file(folder + "c@.service", "[Install]\n", ""),
       made_file(folder + "d.service.d/x.conf", "[Install]\n", ""),
       made_file(folder + "notes.txt", "[Install]\n", ""),
       made_file("lib/systemd/user/e.service", "[Install]\n", ""),
       {.path = folder + "f.service", .kind = EntryKind::symlink, .target = "b.service"}},
      "/usr");
  const std::vector<Unit> units = units_in(tree);
  REQUIRE(units.size() == 2);
  CHECK(units[0].name == "a.timer");
  CHECK_FALSE(units[0].enabled);
  CHECK(units[1].name == "b.service");
  CHECK(units[1].enabled);
}

TEST_CASE("units: the folders that systemd makes for a unit") {
  CHECK(unit_folders("[Service]\nStateDirectory = a b/c:d\nLogsDirectory=%N ../x /abs\n"
                     "CacheDirectory=\nConfigurationDirectory=e\n") ==
        std::vector<std::string>{"/var/lib/a", "/var/lib/private/a", "/var/lib/b/c",
                                 "/var/lib/private/b/c"});
}

TEST_CASE("units: users and folders of a tree, and who makes them") {
  const StagedTree tree(
      {made_file("lib/sysusers.d/a.conf", "u a -\n", ""),
       made_file("lib/sysusers.d/README", "", ""), made_file("lib/sysusers.d/a;b.conf", "", ""),
       made_file("lib/tmpfiles.d/t.conf", "", "")},
      "/usr");
  const SystemParts parts = system_parts(tree);
  CHECK(parts.users == std::vector<std::string>{"a.conf"});
  CHECK(parts.folders == std::vector<std::string>{"t.conf"});
  CHECK(system_relations(parts) ==
        std::vector<std::string>{"systemd | systemd-standalone-sysusers | systemd-sysusers",
                                 "systemd | systemd-standalone-tmpfiles | systemd-tmpfiles"});
  CHECK(system_relations({}).empty());
}
