// SPDX-License-Identifier: Apache-2.0
#include <base/parallel.hpp>
#include <base/walk.hpp>

#include "one_core.hpp"
#include "site.hpp"

using namespace shipit;
using test::OneCore;
using test::Project;

namespace {

std::map<std::string, std::string> built(Project& project, const std::string& name) {
  project.options.output = project.path() / name / "tree";
  ValueStore cache(project.path() / name / "cache", 1'000'000'000);
  build_assets(project.options, &cache);
  std::map<std::string, std::string> all;
  for (const Found& found : walk(project.options.output))
    if (found.kind == FileKind::regular)
      all[found.path] = read_file(project.options.output / found.path);
  return all;
}

}  // namespace

TEST_CASE("one core comes to the same bytes as all", "[assets]") {
  Project project;
  project.options.precompression = {.profile = Profile::fast, .zstd = Zstd::on};
  project.options.source_maps = SourceMaps::install;
  project.options.manifests = {ManifestFormat::vite, ManifestFormat::django};
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    // Each needs the name of the one before, so that names come one after another.
    project
        .file("web/css/" + n + ".css",
              (i == 0 ? "" : "@import '" + std::to_string(i - 1) + ".css';\n") + "a{b:url(../img/" +
                  n + ".svg)}\n" + std::string(20 * i, ' '))
        .file("web/img/" + n + ".svg", "<svg><path d='M" + n + "'/></svg>")
        .file("web/js/" + n + ".js", "import './" + std::to_string((i + 7) % 60) +
                                         ".js';\n//# sourceMappingURL=" + n + ".js.map\n" +
                                         std::string(30 * i, '/') + "\n")
        .file("web/js/" + n + ".js.map",
              R"({"version":3,"sources":[],"mappings":"AAAA;AAAA","n":)" + n + "}");
  }
  const auto all = built(project, "all");
  CHECK(all.size() > 240);
  const OneCore one;
  REQUIRE(core_count() == 1);
  CHECK(built(project, "one") == all);
}
