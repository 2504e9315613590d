// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/collect.hpp>
#include <assets/concat.hpp>
#include <assets/depfile.hpp>
#include <assets/digest.hpp>
#include <assets/foreign_manifests.hpp>
#include <assets/idle_globs.hpp>
#include <assets/judge.hpp>
#include <assets/kept_build.hpp>
#include <assets/last_build.hpp>
#include <assets/link_assets.hpp>
#include <assets/manifest.hpp>
#include <assets/maps.hpp>
#include <assets/minify.hpp>
#include <assets/needs.hpp>
#include <assets/npm_packages.hpp>
#include <assets/pipeline.hpp>
#include <assets/precompress.hpp>
#include <assets/publish.hpp>
#include <assets/refusal.hpp>
#include <assets/relations.hpp>
#include <assets/scan.hpp>
#include <assets/texts.hpp>
#include <base/error.hpp>
#include <base/memory.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <future>
#include <map>
#include <set>

namespace shipit {
namespace {

// Paths absolute and without symlinks, entries as logical paths.
AssetOptions settled(AssetOptions options) {
  options.from = std::filesystem::weakly_canonical(options.from);
  options.root = std::filesystem::absolute(options.root);
  for (Concat& concat : options.concats)
    for (Path& file : concat.files) file = std::filesystem::weakly_canonical(file);
  options.output = std::filesystem::absolute(options.output).lexically_normal();
  if (!options.output.has_filename()) options.output = options.output.parent_path();
  if (options.maps.empty()) options.maps = options.output.native() + ".maps";
  options.maps = std::filesystem::absolute(options.maps).lexically_normal();
  for (std::string& entry : options.entries) entry = Path(entry).lexically_normal().string();
  std::sort(options.entries.begin(), options.entries.end());
  options.entries.erase(std::unique(options.entries.begin(), options.entries.end()),
                        options.entries.end());
  return options;
}

constexpr std::string_view version_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-~_";

void check_places(const AssetOptions& options, const Path& root) {
  const std::string& path = options.public_path;
  if (!path.starts_with('/') || !path.ends_with('/') || path.starts_with("//") ||
      path.find("/../") != std::string::npos || path != url_path(path))
    throw Error("the public path " + quote(path) + " is not one")
        .help("it begins and ends with '/', as '/static/' does");
  if (options.version.find_first_not_of(version_characters) != std::string::npos)
    throw Error("the version " + quote(options.version) + " can't stand in a URL")
        .help("it may have letters, digits, and any of '.+-~_'");
  const Path output = std::filesystem::weakly_canonical(options.output);
  if (is_inside(output, root) || is_inside(root, output))
    throw Error("the output folder " + quote(shown(output, options.from)) + " and the root " +
                quote(shown(root, options.from)) + " hold one another")
        .help("choose a folder beside the root");
}

void check_entries(const AssetOptions& options, const SourceTree& tree) {
  std::vector<std::string> known;
  if (!options.entries.empty())
    for (const SourceFile& file : tree.files) known.push_back(file.path);
  std::map<std::string, std::string> bundles;
  for (const std::string& entry : options.entries) {
    if (!std::binary_search(known.begin(), known.end(), entry)) {
      const std::optional<std::string> near = nearest(entry, known);
      throw Error("the entry point " + quote(entry) + " is not there")
          .note("looked for " + quote(shown(tree.root, options.from) + "/" + entry))
          .help(near ? "did you mean " + quote(*near) + "?" : "entry points are paths in the root");
    }
    const std::string bundle = bundle_name(entry);
    if (bundle.empty() || entry.find('=') != std::string::npos)
      throw Error("esbuild can't bundle the entry point " + quote(entry))
          .help(
              "scripts (.js, .mjs, .jsx, .ts, .mts, .tsx) and style sheets (.css) can be bundled, "
              "by names without '='");
    const auto [other, is_new] = bundles.emplace(bundle, entry);
    if (!is_new)
      throw Error("two entry points want the name " + quote(bundle))
          .note("one is " + quote(other->second))
          .note("the other is " + quote(entry))
          .help("rename one of them");
  }
}

EsbuildJob job_of(const AssetOptions& options, const SourceTree& tree, const Texts& texts,
                  const Path& folder) {
  std::set<std::string> extensions;
  for (const SourceFile& file : tree.files) extensions.insert(Path(file.path).extension().string());
  EsbuildJob job = job_for(options, tree, folder);
  job.entries = options.entries;
  job.extensions = {extensions.begin(), extensions.end()};
  job.externals = externals_of(texts);
  job.format = options.format;
  return job;
}

void take_fingerprints(std::vector<Asset>& assets, KeptIndex& index) {
  for_each_index(assets.size(), [&](std::size_t i) {
    Asset& asset = assets[i];
    if (asset.source != nullptr)
      asset.fingerprint = index.facts(*asset.source, language_of(asset.path)).print;
    else if (asset.splices.empty())
      asset.fingerprint = fingerprint_of(asset.content);
  });
}

// Of sources and of what is made of them.
std::vector<std::string_view> all_paths(const SourceTree& tree, const Collection& all) {
  std::vector<std::string_view> paths;
  for (const SourceFile& file : tree.files) paths.push_back(file.path);
  for (const Asset& asset : all.assets) paths.push_back(asset.path);
  return paths;
}

// What needs no names, and is found out while references are followed.
struct Aside {
  std::vector<std::string> needs;
  std::vector<Found> there;  // in the output folder
};

std::future<Aside> set_aside(const Sources& sources, const EsbuildResult& made) {
  return std::async(std::launch::async, [&] {
    join_expecting_memory();
    const auto& [options, tree, index] = sources;
    return Aside{needs_of(options, tree, made), there_in(options.output)};
  });
}

// One build, as far as it has come when the sources are read.
struct BuildBegun {
  const Sources& sources;
  const Texts& texts;
  const Workshop& workshop;
  const BuildObserver& observer;
};

EsbuildResult made_of(const BuildBegun& build) {
  const auto& [options, tree, index] = build.sources;
  const Path& folder = build.workshop.stage;
  build.observer.begin(Phase::bundle);
  EsbuildResult made;
  if (!options.entries.empty()) made = run_esbuild(job_of(options, tree, build.texts, folder));
  if (!made.errors.empty()) throw refusal(made.errors, tree, options);
  concatenate(options, tree, folder, made);
  build.observer.begin(Phase::minify);
  minify_loose(build.sources, build.workshop, made);
  return made;
}

struct Named {
  std::vector<Asset> assets;
  Aside aside;
};

// What is published, by its names, with its references; the outcome counts it, and has the
// warnings.
Named named(const BuildBegun& build, const EsbuildResult& made, AssetOutcome& outcome) {
  const auto& [options, tree, index] = build.sources;
  build.observer.begin(Phase::link);
  std::future<Aside> aside = set_aside(build.sources, made);
  Collection all = collect(options, tree, made.bundling, build.workshop.stage);
  for (const Diagnostic& warning : made.warnings)
    outcome.warnings.push_back(told(warning, tree, options));
  const auto warn = [&](const std::vector<std::string>& warnings) {
    outcome.warnings.insert(outcome.warnings.end(), warnings.begin(), warnings.end());
  };
  warn(link_assets(all, build.sources, build.texts));
  relate(all, options);
  warn(move_maps(all.assets, options.public_path));
  warn(idle_globs(options, all_paths(tree, all)));
  build.observer.begin(Phase::name);
  take_fingerprints(all.assets, index);
  name_assets(all.assets, options.public_path);
  name_kept_back(all.assets);
  outcome.files = static_cast<std::size_t>(
      std::count_if(all.assets.begin(), all.assets.end(),
                    [](const Asset& asset) { return asset.audience == Audience::browsers; }));
  return {std::move(all.assets), aside.get()};
}

// Compresses and publishes, and writes down what that came to.
void finish(const BuildBegun& build, const EsbuildResult& made, Named names,
            AssetOutcome& outcome) {
  std::vector<Asset>& assets = names.assets;
  const AssetOptions& options = build.sources.options;
  KeptIndex& index = build.sources.index;
  build.observer.begin(Phase::compress);
  check_variant_names(assets, options.precompression);
  const Shelf shelf(build.workshop.stage / ".tree");
  precompress(assets, options.precompression,
              {.folder = options.output,
               .made = shelf,
               .known = options.output.native() + ".compressed",
               .index = index,
               .cache = build.workshop.cache,
               .progress = build.observer.progress});
  build.observer.begin(Phase::publish);
  const PublishPlaces places{options.output, shelf, index};
  Preparation prepared;
  Manifests manifests;
  Judgement judgement;
  outcome.needs = std::move(names.aside.needs);
  // Neither needs the other; nothing is seen of what is prepared before publish().
  for_each_index(2, [&](std::size_t i) {
    if (i == 1) {
      prepared = prepare(assets, places, std::move(names.aside.there));
      return;
    }
    manifests = {manifest_of(assets, options), foreign_manifests(assets, options)};
    judgement = judge(manifests.own, made.bundling, options);
    if (options.depfile) write_depfile(*options.depfile, outcome.manifest, outcome.needs);
  });
  outcome.warnings.insert(outcome.warnings.end(), judgement.warnings.begin(),
                          judgement.warnings.end());
  outcome.written = publish(assets, manifests, places, std::move(prepared));
  publish_kept_back(assets, options.maps, index);
  remember(judgement.build, options, manifests.own);
  write_npm_packages(options.output, npm_packages_of(made.bundling));
  if (options.depfile) touch(outcome.manifest);
  index.keep(kept_build_of(
      index, {options, build.sources.tree, made, build.workshop.stage, outcome, manifests.own}));
}

}  // namespace

AssetOutcome build_assets(const AssetOptions& given, ValueStore* cache,
                          const BuildObserver& observer) {
  observer.begin(Phase::look);
  const AssetOptions options = settled(given);
  check_places(options, root_of(options.root, options.from));
  KeptIndex index(options.output);
  if (std::optional<AssetOutcome> last = still_there(index, options)) return std::move(*last);

  const SourceTree tree = scan(options.root, options.from);
  check_entries(options, tree);
  index.share(tree, cache);
  const Texts texts = read_texts(tree, options, index);
  const ClearedFolder stage(options.output.native() + ".making");
  const Path folder = std::filesystem::canonical(stage.path());

  const Sources sources{options, tree, index};
  const Workshop workshop{folder, cache};
  const BuildBegun build{sources, texts, workshop, observer};
  AssetOutcome outcome;
  outcome.manifest = options.output / manifest_name;
  const EsbuildResult made = made_of(build);
  outcome.esbuild_runs = made.runs;
  finish(build, made, named(build, made, outcome), outcome);
  return outcome;
}

}  // namespace shipit
