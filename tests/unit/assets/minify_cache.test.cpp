// SPDX-License-Identifier: Apache-2.0
#include <assets/minify.hpp>
#include <assets/minify_cache.hpp>
#include <base/value_store.hpp>
#include <base/walk.hpp>
#include <fstream>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

// Builds that begin with nothing but the cache.
class Fresh {
 public:
  Fresh() {
    project.options.minify = {{Minify::on, "**"}};
    project.options.missing = {{Missing::ignore, "**"}};
    project.file("web/a.js", "x( 1 )\n")
        .file("web/lib/b.mjs", "import  '../a.js'\nexport default class { static one = 1 }\n")
        .file("web/index.js", "export default class { static two = 2 }\n")
        .file("web/a.css", "a { b : url( i.png ) }\n")
        .file("web/i.png", "picture");
    std::filesystem::create_symlink("a.js", project.web("link.js"));
  }

  bool has_esbuild() { return project.bundle({}); }

  // How often esbuild was started; what it came to is the same as without a cache.
  std::size_t runs() {
    project.options.output = project.path() / "plain" / "tree";
    remove_tree(project.options.output.parent_path());
    build_assets(project.options);
    const auto right = contents();
    project.options.output = project.path() / "built" / "tree";
    remove_tree(project.options.output.parent_path());
    ValueStore store(place(), 1'000'000'000);
    const std::size_t runs = build_assets(project.options, &store).esbuild_runs;
    store.settle();
    CHECK(contents() == right);
    return runs;
  }

  Path place() const { return project.path() / "cache"; }
  StoreSummary summary() const { return ValueStore(place(), 1).summary(); }

  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> all;
    for (const Path& folder :
         {project.options.output, project.options.output.parent_path() / "maps"})
      if (std::filesystem::exists(folder))
        for (const Found& found : walk(folder))
          if (found.kind == FileKind::regular) all[found.path] = read_file(folder / found.path);
    return all;
  }

  Project project;
};

}  // namespace

TEST_CASE("what was minified once is not minified again in another folder", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  for (const SourceMaps maps : {SourceMaps::off, SourceMaps::install, SourceMaps::keep_back}) {
    fresh.project.options.source_maps = maps;
    CHECK(fresh.runs() == 3);  // .css, .js, .mjs
    const StoreSummary before = fresh.summary();
    CHECK(fresh.runs() == 0);
    CHECK(fresh.summary().hits == before.hits + 5);
    CHECK(fresh.summary().entries == before.entries);
  }
  // The sources lie elsewhere, in a folder of the same name.
  const Path moved = fresh.project.path() / "elsewhere" / "web";
  make_folders(moved.parent_path());
  std::filesystem::rename(fresh.project.options.root, moved);
  fresh.project.options.root = moved;
  CHECK(fresh.runs() == 0);
}

TEST_CASE("only what changed is minified again", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  fresh.runs();
  fresh.project.file("web/a.css", "a { b : c }\n");
  CHECK(fresh.runs() == 1);
  // The file that two names lead to.
  fresh.project.file("web/a.js", "x( 2 )\n");
  const StoreSummary before = fresh.summary();
  CHECK(fresh.runs() == 1);
  CHECK(fresh.summary().hits == before.hits + 3);
  // A name of its own for what had none in the source comes from the file's.
  fresh.project.options.target = "es2015";
  CHECK(fresh.runs() == 3);
  fresh.project.file("web/other.js", read_file(fresh.project.web("index.js")));
  CHECK(fresh.runs() == 1);
}

TEST_CASE("another esbuild, target, mode of maps or setting around minifies again", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  fresh.project.options.target = "es2022";
  CHECK(fresh.runs() == 3);
  fresh.project.options.target = "es2017";
  CHECK(fresh.runs() == 3);
  fresh.project.options.source_maps = SourceMaps::install;
  CHECK(fresh.runs() == 3);
  fresh.project.file("web/lib/package.json", R"({"type": "module"})");
  CHECK(fresh.runs() == 1);
  fresh.project.file("tsconfig.json", R"({"compilerOptions": {"target": "es5"}})");
  CHECK(fresh.runs() == 3);
  CHECK(fresh.runs() == 0);

  const Path other = fresh.project.path() / "other-esbuild";
  std::filesystem::copy_file(std::filesystem::canonical(fresh.project.options.esbuild), other);
  std::ofstream(other, std::ios::app) << "another";
  fresh.project.options.esbuild = other;
  CHECK(fresh.runs() == 3);
  CHECK(fresh.runs() == 0);
}

TEST_CASE("what depends on other files than its own is not kept", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  fresh.runs();
  fresh.project.file("tsconfig.json", R"({"extends": "./base.json"})")
      .file("base.json", R"({"compilerOptions": {"useDefineForClassFields": false}})");
  CHECK(fresh.runs() == 3);
  CHECK(fresh.runs() == 3);
  std::filesystem::remove(fresh.project.path() / "tsconfig.json");
  CHECK(fresh.runs() == 0);
  // A script by itself may be none.
  fresh.project.pretend_esbuild("exec " + fresh.project.options.esbuild.native() + " \"$@\"");
  CHECK(fresh.runs() == 3);
  CHECK(fresh.runs() == 3);
}

TEST_CASE("the map that a script had is not taken for another", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  fresh.project.options.source_maps = SourceMaps::install;
  const auto map_of = [&](const std::string& source) {
    fresh.project.file("web/a.js.map",
                       R"({"version":3,"sources":[")" + source + R"("],"mappings":"AAAA"})");
    CHECK(fresh.runs() == 1);
    return fresh.project.published("a.js.map");
  };
  fresh.project.file("web/a.js", "x( 1 )\n//# sourceMappingURL=a.js.map\n");
  fresh.runs();
  CHECK_THAT(map_of("one.ts"), Catch::Contains("\"web/one.ts\""));
  CHECK_THAT(map_of("two.ts"), Catch::Contains("\"web/two.ts\""));
}

TEST_CASE("an entry that was damaged or makes no sense is minified again", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  fresh.runs();
  for (const Found& found : walk(fresh.place() / "values"))
    if (found.kind == FileKind::regular) {
      const std::string kept = read_file(fresh.place() / "values" / found.path);
      write_file(fresh.place() / "values" / found.path, "evil" + kept.substr(4));
    }
  CHECK(fresh.runs() == 3);
  CHECK(fresh.runs() == 0);
  // Whole, but of something else.
  for (const Found& found : walk(fresh.place() / "values"))
    if (found.kind == FileKind::regular) {
      std::string key;
      std::string hex = found.path;
      std::erase(hex, '/');
      for (std::size_t i = 0; i < hex.size(); i += 2)
        key += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
      ValueStore(fresh.place(), 1'000'000'000).put(key, "nonsense");
    }
  CHECK(fresh.runs() == 3);
}

TEST_CASE("what esbuild has against a file is told each time", "[assets]") {
  Fresh fresh;
  if (!fresh.has_esbuild()) return;
  fresh.runs();
  fresh.project.file("web/a.js", "x(\n");
  ValueStore store(fresh.place(), 1'000'000'000);
  for (int i = 0; i < 2; ++i)
    CHECK_THAT(refusal_of([&] { build_assets(fresh.project.options, &store); }),
               Catch::StartsWith("web/a.js:2:0: "));
}

TEST_CASE("what was edited while esbuild read it is not kept", "[assets]") {
  for (const bool edited : {false, true}) {
    Project project;
    project.file("web/a.js", "x( 1 )\n").file("made/a-ShipIt0Names.js", "x(1);\n");
    project.options.esbuild = "/bin/true";  // any program will do
    ValueStore store(project.path() / "cache", 1 << 20);
    const SourceTree tree = scan(project.options.root, project.options.from);
    EsbuildJob job = job_for(project.options, tree, project.path() / "made");
    job.work = Work::minify;
    job.source_maps = SourceMaps::off;
    const SourceFile& file = tree.files.front();
    Bundle code{Bundle::Kind::loose, "a.js", "a-ShipIt0Names.js", "a.js", {file.file}};
    code.sizes = {6};
    Bundling made;
    made.bundles.push_back(code);
    {
      KeptIndex index(project.options.output);
      index.facts(file.file, Language::js);
      if (edited) project.file("web/a.js", "x( 2 )\n");
      const Sources sources{project.options, tree, index};
      MinifyCache(sources, &store).keep(job, made);
    }
    KeptIndex index(project.options.output);
    const Sources sources{project.options, tree, index};
    Bundling taken;
    CHECK(MinifyCache(sources, &store).take(job, file, taken) != edited);
  }
}
