// SPDX-License-Identifier: Apache-2.0
#include <assets/sight.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;

TEST_CASE("what was seen in a folder that had to go is written again", "[assets]") {
  Project project;
  project.options.settings = "some";
  project.file("web/img/i.png", "picture").file("web/a.txt", "text");
  write_file(project.path() / "mark", "");
  let_tick_pass(project.path() / "mark");
  project.build();
  const Path tree = project.options.output;
  const Path picture = tree / project.name("img/i.png");
  // Behind the link the files have the stamps that they had.
  std::filesystem::rename(tree / "img", project.path() / "elsewhere");
  std::filesystem::create_directory_symlink(project.path() / "elsewhere", tree / "img");
  project.file("web/a.txt", "another text");
  project.build();
  CHECK_FALSE(std::filesystem::is_symlink(tree / "img"));
  CHECK(std::filesystem::is_regular_file(picture));
}
