// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/collect.hpp>
#include <assets/css.hpp>
#include <assets/depfile.hpp>
#include <assets/digest.hpp>
#include <assets/language.hpp>
#include <assets/manifest.hpp>
#include <assets/pipeline.hpp>
#include <assets/publish.hpp>
#include <assets/refusal.hpp>
#include <assets/scan.hpp>
#include <base/error.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <map>
#include <set>

namespace shipit {
namespace {

using Texts = std::map<std::string, LinkedText>;  // by logical path

bool is_sheet(const std::string& path) { return language_of(path) == Language::css; }

// Paths absolute and without symlinks, entries as logical paths.
AssetOptions settled(AssetOptions options) {
  options.from = std::filesystem::weakly_canonical(options.from);
  options.root = std::filesystem::absolute(options.root);
  options.output = std::filesystem::absolute(options.output).lexically_normal();
  if (!options.output.has_filename()) options.output = options.output.parent_path();
  for (std::string& entry : options.entries) entry = Path(entry).lexically_normal().string();
  std::sort(options.entries.begin(), options.entries.end());
  options.entries.erase(std::unique(options.entries.begin(), options.entries.end()),
                        options.entries.end());
  return options;
}

constexpr std::string_view version_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-~_";

void check_places(const AssetOptions& options, const SourceTree& tree) {
  const std::string& path = options.public_path;
  if (!path.starts_with('/') || !path.ends_with('/') || path.starts_with("//") ||
      path.find("/../") != std::string::npos || path != url_path(path))
    throw Error("the public path " + quote(path) + " is not one")
        .help("it begins and ends with '/', as '/static/' does");
  if (options.version.find_first_not_of(version_characters) != std::string::npos)
    throw Error("the version " + quote(options.version) + " can't stand in a URL")
        .help("it may have letters, digits, and any of '.+-~_'");
  const Path output = std::filesystem::weakly_canonical(options.output);
  if (is_inside(output, tree.root) || is_inside(tree.root, output))
    throw Error("the output folder " + quote(shown(output, options.from)) + " and the root " +
                quote(shown(tree.root, options.from)) + " hold one another")
        .help("choose a folder beside the root");
}

void check_entries(const AssetOptions& options, const SourceTree& tree) {
  std::vector<std::string> known;
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

LinkedText read_text(const SourceFile& file, const AssetOptions& options, const Path& root) {
  LinkedText text{file.path, shown(root / file.path, options.from), read_file(file.file), {}, {}};
  Page page = references_in(language_of(file.path), text.bytes);
  text.references = std::move(page.references);
  text.base = std::move(page.base);
  return text;
}

Texts read_texts(const SourceTree& tree, const AssetOptions& options) {
  std::vector<const SourceFile*> files;
  for (const SourceFile& file : tree.files)
    if (language_of(file.path) != Language::none) files.push_back(&file);
  std::vector<LinkedText> read(files.size());
  for_each_index(files.size(),
                 [&](std::size_t i) { read[i] = read_text(*files[i], options, tree.root); });
  Texts texts;
  for (LinkedText& text : read) texts.emplace(text.path, std::move(text));
  return texts;
}

// What esbuild can't make out, or takes for paths of this machine: URLs from the top of the host,
// and names with percent signs. Wild cards aside, which it would read as such.
std::vector<std::string> externals_of(const Texts& texts) {
  std::set<std::string> found;
  for (const auto& [path, text] : texts) {
    if (!is_sheet(path)) continue;
    for (const Reference& reference : text.references) {
      const std::string value(trim(reference.value));
      const bool own = value.starts_with('/') || value.find('%') != std::string::npos;
      if (own && value.find('*') == std::string::npos) found.insert(value);
    }
  }
  return {found.begin(), found.end()};
}

EsbuildJob job_of(const AssetOptions& options, const SourceTree& tree, const Texts& texts,
                  const Path& stage) {
  std::set<std::string> extensions;
  for (const SourceFile& file : tree.files) extensions.insert(Path(file.path).extension().string());
  EsbuildJob job;
  job.esbuild = options.esbuild;
  job.root = tree.root;
  job.folder = std::filesystem::canonical(stage);
  job.entries = options.entries;
  job.extensions = {extensions.begin(), extensions.end()};
  job.externals = externals_of(texts);
  job.public_path = options.public_path;
  job.target = options.target;
  job.limit = options.limit;
  return job;
}

// The sheets of the root that are part of a bundle.
std::vector<const LinkedText*> sheets_of(const Bundle& bundle, const SourceTree& tree,
                                         const Texts& texts) {
  std::vector<const LinkedText*> sheets;
  for (const SourceFile& file : tree.files)
    if (is_sheet(file.path) &&
        std::find(bundle.inputs.begin(), bundle.inputs.end(), file.file) != bundle.inputs.end())
      sheets.push_back(&texts.at(file.path));
  return sheets;
}

Links links_of_bundle(const Asset& asset, const Bundle& bundle, const Collection& all,
                      Linker& linker, const SourceTree& tree, const Texts& texts) {
  Links links;
  if (is_sheet(asset.path))
    links = linker.link_left_over(css_references(asset.content), sheets_of(bundle, tree, texts));
  for (const Splice& splice :
       placeholder_splices(asset.content, all.site, all.written, all.assets)) {
    links.splices.push_back(splice);
    links.references.push_back(splice.target);
  }
  return links;
}

// Returns warnings.
std::vector<std::string> link_all(Collection& all, const AssetOptions& options,
                                  const SourceTree& tree, Texts& texts) {
  Linker linker(all.site, options.missing);
  for (std::size_t i = 0; i < all.assets.size(); ++i) {
    Asset& asset = all.assets[i];
    Links links;
    const auto text = texts.find(asset.path);
    if (all.bundles[i]) {
      links = links_of_bundle(asset, *all.bundles[i], all, linker, tree, texts);
    } else if (text != texts.end()) {
      links = linker.link(text->second);
      asset.content = text->second.bytes;
      asset.source.clear();
    }
    asset.splices = std::move(links.splices);
    std::stable_sort(asset.splices.begin(), asset.splices.end(),
                     [](const Splice& a, const Splice& b) { return a.begin < b.begin; });
    const std::set<std::size_t> unique(links.references.begin(), links.references.end());
    asset.references.assign(unique.begin(), unique.end());
  }
  if (!linker.dangling().empty()) throw dangling_error(linker.dangling(), all.site);
  return linker.warnings();
}

void take_fingerprints(std::vector<Asset>& assets) {
  for_each_index(assets.size(), [&](std::size_t i) {
    Asset& asset = assets[i];
    if (!asset.source.empty())
      asset.fingerprint = fingerprint_of_file(asset.source);
    else if (asset.splices.empty())
      asset.fingerprint = fingerprint_of(asset.content);
  });
}

// Everything that was read, and what esbuild reads without telling.
std::set<Path> needs_of(const AssetOptions& options, const SourceTree& tree,
                        const Bundling& bundling) {
  std::set<Path> needs(tree.folders.begin(), tree.folders.end());
  for (const SourceFile& file : tree.files) {
    needs.insert(file.file);
    needs.insert(tree.root / file.path);
  }
  std::set<Path> folders;
  for (const Path& module : bundling.modules) {
    needs.insert(module);
    for (Path folder = module.parent_path(); folders.insert(folder).second;)
      folder = folder.parent_path();
  }
  for (const Path& folder : folders)
    for (const char* name : {"package.json", "tsconfig.json"})
      if (std::filesystem::is_regular_file(folder / name)) needs.insert(folder / name);
  for (const Emitted& emitted : bundling.emitted) needs.insert(emitted.source);
  if (!options.entries.empty()) needs.insert(std::filesystem::absolute(options.esbuild));
  return needs;
}

}  // namespace

AssetOutcome build_assets(const AssetOptions& given) {
  const AssetOptions options = settled(given);
  const SourceTree tree = scan(options.root, options.from);
  check_places(options, tree);
  check_entries(options, tree);
  Texts texts = read_texts(tree, options);

  const TemporaryFolder stage(options.output.parent_path());
  const EsbuildJob job = job_of(options, tree, texts, stage.path());
  const EsbuildResult made = run_esbuild(job);
  if (!made.errors.empty()) throw refusal(made.errors, tree, options);

  Collection all = collect(options, tree, made.bundling, job.folder);
  const std::vector<std::string> warnings = link_all(all, options, tree, texts);
  take_fingerprints(all.assets);
  name_assets(all.assets, options.public_path);

  AssetOutcome outcome;
  outcome.manifest = options.output / manifest_name;
  outcome.files = all.assets.size();
  for (const Diagnostic& warning : made.warnings)
    outcome.warnings.push_back(told(warning, tree, options));
  outcome.warnings.insert(outcome.warnings.end(), warnings.begin(), warnings.end());
  if (options.depfile)
    write_depfile(*options.depfile, outcome.manifest, needs_of(options, tree, made.bundling));
  outcome.written = publish(all.assets, manifest_of(all.assets, options), options.output);
  if (options.depfile) touch(outcome.manifest);
  return outcome;
}

}  // namespace shipit
