// SPDX-License-Identifier: Apache-2.0
// Builds that come after one that knew the same files.
#include <assets/sight.hpp>
#include <base/walk.hpp>
#include <fstream>
#include <functional>
#include <random>

#include "opened.hpp"
#include "site.hpp"

using namespace shipit;
using test::OpenedFiles;
using test::Project;

namespace {

std::map<std::string, std::string> tree_contents(const Path& folder) {
  std::map<std::string, std::string> all;
  if (!std::filesystem::exists(folder)) return all;
  for (const Found& found : walk(folder))
    all[found.path] = found.kind == FileKind::regular ? read_file(folder / found.path) : "no file";
  return all;
}

void fill_with_maps(Project& project) {
  project.options.settings = "some";
  project.options.source_maps = SourceMaps::install;
  project.file("web/index.html", "<link rel=stylesheet href=css/a.css>")
      .file("web/css/a.css", "a{b:url(../img/i.png)}")
      .file("web/img/i.png", "picture")
      .file("web/img/j.png", "another")
      .file("web/js/a.js", "a(1)\n//# sourceMappingURL=a.js.map\n")
      .file("web/js/a.js.map", R"({"version":3,"sources":[],"mappings":""})");
}

// What is written from now on has another time than what was before.
void wait(const Project& project) {
  write_file(project.path() / "mark", "");
  let_tick_pass(project.path() / "mark");
}

std::map<std::string, std::string> built_anew(const Project& project) {
  AssetOptions options = project.options;
  options.output = project.path() / "anew" / "tree";
  options.maps.clear();
  remove_tree(options.output.parent_path());
  build_assets(options);
  return tree_contents(options.output);
}

}  // namespace

TEST_CASE("nothing is opened but the manifest when nothing changed", "[assets]") {
  Project project;
  fill_with_maps(project);
  project.options.missing = {{Missing::warn, "**"}};
  project.file("web/b.css", "a{b:url(none)}");
  wait(project);
  const std::vector<std::string> warnings = project.build().warnings;
  REQUIRE(warnings.size() == 1);
  OpenedFiles sources(project.options.root);
  OpenedFiles outputs(project.options.output);
  const AssetOutcome outcome = project.build();
  CHECK(outcome.files == 7);
  CHECK(outcome.written == 0);
  CHECK(outcome.warnings == warnings);
  CHECK(sources.taken().empty());
  CHECK(outputs.taken() == std::set<std::string>{"manifest.json"});
}

TEST_CASE("a file that did not change is not opened when another did", "[assets]") {
  Project project;
  fill_with_maps(project);
  wait(project);
  project.build();
  const std::string kept = project.name("img/j.png");
  const std::string map = project.name("js/a.js.map");
  wait(project);
  project.file("web/img/i.png", "changed");
  OpenedFiles sources(project.options.root);
  OpenedFiles outputs(project.options.output);
  project.build();
  const std::set<std::string> read = sources.taken();
  CHECK(read.contains("img/i.png"));
  CHECK_FALSE(read.contains("img/j.png"));
  CHECK_FALSE(read.contains("js/a.js.map"));
  const std::set<std::string> compared = outputs.taken();
  CHECK_FALSE(compared.contains(kept));
  CHECK_FALSE(compared.contains(map));
  CHECK(tree_contents(project.options.output) == built_anew(project));
}

TEST_CASE("an output that somebody edits, adds or removes is put right", "[assets]") {
  Project project;
  fill_with_maps(project);
  wait(project);
  project.build();
  const auto right = tree_contents(project.options.output);
  const Path picture = project.options.output / project.name("img/i.png");
  const auto repaired = [&] {
    project.build();
    return tree_contents(project.options.output) == right;
  };
  // The same size, in place, and with the old time.
  const auto time = std::filesystem::last_write_time(picture);
  std::ofstream(picture) << "PICTURE";
  std::filesystem::last_write_time(picture, time);
  CHECK(repaired());
  std::filesystem::remove(picture);
  CHECK(repaired());
  write_file(project.options.output / "img" / "more", "");
  CHECK(repaired());
  write_file(project.options.output / "manifest.json", "{}");
  CHECK(repaired());
  remove_tree(project.options.output);
  CHECK(repaired());
  write_file(project.path() / "build" / "tree.index", "damaged");
  CHECK(repaired());
}

TEST_CASE("other settings, and another root, are other builds", "[assets]") {
  Project project;
  fill_with_maps(project);
  wait(project);
  project.build();
  project.options.public_path = "/other/";
  project.options.settings = "others";
  project.build();
  CHECK(read_json(project.options.output / "manifest.json").at("publicPath") == "/other/");
  project.file("web2/x.txt", "x");
  std::filesystem::create_directory_symlink("web", project.path() / "link");
  project.options.root = project.path() / "link";
  wait(project);
  project.build();
  std::filesystem::remove(project.path() / "link");
  std::filesystem::create_directory_symlink("web2", project.path() / "link");
  project.build();
  CHECK(project.names().size() == 1);
}

namespace {

// Changes the sources somehow.
class Editor {
 public:
  Editor(Project& project, unsigned seed) : project_(project), random_(seed) {}

  void edit() {
    const std::vector<Path> all = files();
    const Path one = all[random_() % all.size()];
    const Path other = all[random_() % all.size()];
    switch (random_() % 8) {
      case 0:
        return change(one);
      case 1:
        write_file(project_.web("css/new" + std::to_string(random_() % 3) + ".css"),
                   "a{b:url(../img/i.png)}");
        return;
      case 2:
        return remove_tree(one);
      case 3:
        std::filesystem::rename(one, one.parent_path() / ("r" + one.filename().string()));
        return;
      case 4:
        return touch(one);
      case 5:
        return swap(one, other);
      case 6:
        // A folder where a file was.
        remove_tree(one);
        write_file(one / "inside.txt", "inside");
        return;
      default:
        return in_place(one);
    }
  }

 private:
  std::vector<Path> files() {
    std::vector<Path> all;
    for (const Found& found : walk(project_.options.root))
      if (found.kind == FileKind::regular) all.push_back(project_.web(found.path));
    if (all.empty()) {
      write_file(project_.web("last.txt"), "last");
      return {project_.web("last.txt")};
    }
    return all;
  }

  void change(const Path& file) { write_file(file, read_file(file) + " "); }

  // The same size, and the old time.
  static void in_place(const Path& file) {
    std::string text = read_file(file);
    if (text.empty()) return;
    const auto time = std::filesystem::last_write_time(file);
    text.back() = text.back() == ' ' ? '\n' : ' ';
    std::ofstream(file) << text;
    std::filesystem::last_write_time(file, time);
  }

  static void swap(const Path& one, const Path& other) {
    if (one == other) return;
    const Path between = one.native() + ".between";
    std::filesystem::rename(one, between);
    std::filesystem::rename(other, one);
    std::filesystem::rename(between, other);
  }

  Project& project_;
  std::mt19937 random_;
};

struct Edits {
  unsigned seed;
  int count;
  std::function<void()> build;
};

void compare_edits(Project& project, const Edits& edits) {
  Editor editor(project, edits.seed);
  for (int i = 0; i < edits.count; ++i) {
    INFO("seed " << edits.seed << ", edit " << i);
    editor.edit();
    // At times in the tick of the last build, at times not.
    if (i % 2 == 0) wait(project);
    edits.build();
    CHECK(tree_contents(project.options.output) == built_anew(project));
    if (i % 3 == 0) edits.build();
  }
}

}  // namespace

TEST_CASE("after whatever edit, the build comes to what one without an index does", "[assets]") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Project project;
    fill_with_maps(project);
    project.options.missing = {{Missing::ignore, "**"}};
    project.build();
    compare_edits(project, {seed, 12, [&] { project.build(); }});
  }
}

TEST_CASE("after whatever edit, a build with a cache comes to what one without does", "[assets]") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Project project;
    fill_with_maps(project);
    if (!project.bundle({})) return;
    project.options.minify = {{Minify::on, "**"}};
    project.options.missing = {{Missing::ignore, "**"}};
    project.file("web/js/b.mjs", "export default class { static one = 1 }\n")
        .file("package.json", R"({"type": "module"})")
        .file("tsconfig.json", R"({"compilerOptions": {"target": "es5"}})");
    ValueStore cache(project.path() / "cache", 1'000'000'000);
    compare_edits(project, {seed, 8, [&] { build_assets(project.options, &cache); }});
    cache.settle();
    CHECK(cache.summary().hits > 0);
  }
}

TEST_CASE("the same goes for what esbuild makes", "[assets]") {
  Project project;
  fill_with_maps(project);
  if (!project.bundle({"app.js"})) return;
  project.file("web/app.js", "import './part.js'; import p from 'pack'; import './app.css'; p()")
      .file("web/part.js", "import url from './img/i.png'; f(url)")
      .file("web/app.css", "@import './css/a.css';")
      .file("node_modules/pack/package.json", R"({"name": "pack", "main": "./es"})")
      .file("node_modules/pack/es/index.js", "export default () => 1");
  project.options.minify = {{Minify::on, "**"}};
  project.options.missing = {{Missing::ignore, "**"}};
  wait(project);
  CHECK(project.build().esbuild_runs > 0);
  const auto same = [&] {
    project.build();
    return tree_contents(project.options.output) == built_anew(project);
  };
  wait(project);
  project.build();
  CHECK(project.build().esbuild_runs == 0);

  // What was not there, and so was passed over, comes; and what is in a package changes.
  project.file("node_modules/pack/es.js", "export default () => 2");
  CHECK(same());
  project.file("web/node_modules/pack/index.js", "export default () => 3");
  CHECK(same());
  remove_tree(project.web("node_modules"));
  CHECK(same());
  project.file("node_modules/pack/es.js", "export default () => 4");
  CHECK(same());
  project.file("web/part.js", "f(2)");
  CHECK(same());
  project.file("tsconfig.json", R"({"compilerOptions": {"paths": {"pack": ["./other.js"]}}})")
      .file("other.js", "export default () => 5");
  project.build();
  project.file("other.js", "export default () => 6");
  CHECK(same());
}
