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
