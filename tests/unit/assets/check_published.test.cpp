// SPDX-License-Identifier: Apache-2.0
#include <assets/check_published.hpp>
#include <base/walk.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

struct PublishedProject : Project {
  PublishedProject() {
    file("web/a.txt", std::string(5000, 'a')).file("web/b.css", "a { background: url(a.txt) }");
    options.precompression = {.profile = Profile::fast};
    options.manifests = {ManifestFormat::vite};
    build();
  }

  Path out(const std::string& logical) const { return options.output / name(logical); }
  std::string refused() const {
    return refusal_of([&] { check_published(options); });
  }
};

}  // namespace

TEST_CASE("what was published may be installed, with an index or without") {
  const PublishedProject project;
  CHECK(project.refused() == "nothing was refused");
  std::filesystem::last_write_time(project.out("a.txt"), {});  // only the time is another
  CHECK(project.refused() == "nothing was refused");
  std::filesystem::remove(project.options.output.native() + ".index");
  CHECK(project.refused() == "nothing was refused");
}

TEST_CASE("what was done to an output by hand is told, file by file") {
  const PublishedProject project;
  const std::string text = project.name("a.txt");
  const std::string help =
      "\nhelp: change the sources, not the output; to have it as it was, delete "
      "'build/tree/manifest.json' and build again";
  const auto edit = [&](const std::string& name) {
    std::string bytes = read_file(project.options.output / name);
    bytes.back() ^= 1;
    write_file(project.options.output / name, bytes);
  };
  edit(text);
  CHECK(project.refused() == "'build/tree/" + text + "' is not as it was published" + help);
  edit(text);
  edit(text + ".br");
  edit(".vite/manifest.json");
  CHECK(project.refused() ==
        "'build/tree/.vite/manifest.json' is not as it was published\nnote: "
        "'build/tree/" +
            text + ".br' is not as it was published" + help);
  edit(text + ".br");
  edit(".vite/manifest.json");
  write_file(project.options.output / "more/x.txt", "");
  std::filesystem::remove(project.out("b.css"));
  CHECK(project.refused() == "'build/tree/" + project.name("b.css") +
                                 "' is missing\nnote: 'build/tree/more/x.txt' was put beside what "
                                 "was published" +
                                 help);
  project.build();
  CHECK(project.refused() == "nothing was refused");
}

TEST_CASE("links, a broken manifest, and nothing at all are not installed") {
  const PublishedProject project;
  const std::string text = project.name("a.txt");
  write_file(project.path() / "other.txt", std::string(5000, 'a'));
  std::filesystem::remove(project.out("a.txt"));
  std::filesystem::create_symlink(project.path() / "other.txt", project.options.output / text);
  CHECK_THAT(project.refused(), Catch::StartsWith("'build/tree/" + text + "' is not as it was"));
  write_file(project.options.output / "manifest.json", "[");
  CHECK_THAT(project.refused(), Catch::Contains("manifest.json:1: this is not JSON") &&
                                    Catch::Contains("delete it and build again"));
  remove_tree(project.options.output);
  CHECK(project.refused() == "nothing is published in 'build/tree'\nhelp: build first");
}
