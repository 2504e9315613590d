// SPDX-License-Identifier: Apache-2.0
// What is read of sources: once, or not at all where the cache has it.
#include <assets/kept_index.hpp>
#include <assets/texts.hpp>
#include <base/value_store.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;

TEST_CASE("a fresh clone of many files takes from the cache what they say", "[assets]") {
  Project project;
  ValueStore cache(project.path() / "cache", 1 << 20);
  for (int i = 0; i < 256; ++i)
    project.file("web/p" + std::to_string(i) + ".txt", std::to_string(i));
  project.file("web/a.css", "a{b:url(p1.txt)}").file("web/large.txt", std::string(1 << 16, 'x'));
  build_assets(project.options, &cache);
  const Json first = project.manifest();
  CHECK(cache.hits() == 0);

  const auto clone = [&](const std::string& output) {
    project.options.output = project.path() / output / "tree";
    build_assets(project.options, &cache);
    return project.manifest();
  };
  CHECK(clone("other") == first);
  CHECK(cache.hits() == 1);
  project.file("web/p1.txt", "edited").file("web/a.css", "a{b:url(p2.txt)}");
  const Json edited = clone("third");
  CHECK(edited.at("p1.txt") != first.at("p1.txt"));
  CHECK(edited.at("p2.txt") == first.at("p2.txt"));
  CHECK(edited.at("a.css").at("references") == Json({"p2.txt"}));
  project.file("web/p256.txt", "other names");
  build_assets(project.options, &cache);
  CHECK(cache.hits() == 2);
}

TEST_CASE("a source that changes while it is read is refused", "[assets]") {
  Project project;
  project.file("web/a.js", "x(1)").file("web/m.json", "{\"start_url\": \"a.js\"}");
  make_folders(project.path() / "build");
  KeptIndex index(project.options.output);
  const std::string script = project.web("a.js").native();
  index.facts(script, Language::js);
  write_file(script, "x(2)");
  CHECK_THAT(test::refusal_of([&] { index.facts(script, Language::js, Ask::plainness); }),
             Catch::Contains("a.js' changed while it was being published\nhelp: build again"));

  // Read as what it is, and as what a page calls it.
  project.file("web/p.html", "<link rel=manifest href=m.json>");
  index.facts(project.web("m.json").native(), Language::none);
  project.file("web/m.json", "{\"start_url\": \"p.html\"}");
  const SourceTree tree = scan(project.options.root, project.options.from);
  CHECK_THAT(test::refusal_of([&] { read_texts(tree, project.options, index); }),
             Catch::Contains("'web/m.json' changed while it was being published"));
}
