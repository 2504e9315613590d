// SPDX-License-Identifier: Apache-2.0
#include <assets/idle_globs.hpp>

#include "site.hpp"

using namespace shipit;

TEST_CASE("a glob that fits nothing is told with its keyword, its target, and what is near") {
  test::Project project;
  project.file("web/embed.txt", "").file("web/index.html", "");
  project.options.name = "site";
  project.options.names = {{Naming::plain, "embed.txx"}, {Naming::plain, "embed.txt"}};
  project.options.minify = {{Minify::on, "**"}, {Minify::off, "*.min.*"}, {Minify::off, "old/**"}};
  project.options.integrity = {{Integrity::on, "*.html"}, {Integrity::on, "*.htm"}};
  project.options.missing = {{Missing::warn, "vendor/**"}};
  project.options.unused = {{Missing::warn, "img/**"}};
  CHECK(project.build().warnings ==
        std::vector<std::string>{
            "NAMES 'embed.txx' of site fits no file, did you mean 'embed.txt'?",
            "MINIFY 'old/**' of site fits no file", "INTEGRITY '*.htm' of site fits no file",
            "MISSING 'vendor/**' of site fits no file", "UNUSED 'img/**' of site fits no file"});
}
