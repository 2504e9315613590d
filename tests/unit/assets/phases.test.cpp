// SPDX-License-Identifier: Apache-2.0
#include <assets/sight.hpp>
#include <atomic>

#include "site.hpp"

using namespace shipit;
using test::Project;

TEST_CASE("a build tells what it is about, in order, and how far it is with compressing",
          "[assets]") {
  Project project;
  project.options.settings = "some";
  project.options.precompression = {.profile = Profile::fast};
  project.file("web/a.txt", std::string(5000, 'a')).file("web/b.txt", std::string(5000, 'b'));
  write_file(project.path() / "mark", "");
  let_tick_pass(project.path() / "mark");
  std::string phases;
  std::atomic<std::uint64_t> pieces = 0;
  std::atomic<std::uint64_t> most = 0;
  const BuildObserver observer{.begins = [&](Phase phase) { (phases += name_of(phase)) += ' '; },
                               .progress =
                                   [&](std::uint64_t, std::uint64_t total) {
                                     ++pieces;
                                     most = total;
                                   }};
  build_assets(project.options, nullptr, observer);
  CHECK(phases == "look bundle minify link name compress publish ");
  CHECK(pieces == 4);
  CHECK(most == 4);
  phases.clear();
  build_assets(project.options, nullptr, observer);
  CHECK(phases == "look ");
}
