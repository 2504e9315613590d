// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/collect.hpp>
#include <assets/language.hpp>
#include <assets/publish.hpp>
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <map>
#include <set>
#include <unordered_map>

namespace shipit {
namespace {

class Collector {
 public:
  Collector(const AssetOptions& options, const SourceTree& tree, const Bundling& bundling,
            const Path& stage)
      : options_(options), tree_(tree), bundling_(bundling), stage_(stage) {
    result_.site.root = shown(tree.root, options.from);
    result_.site.public_path = options.public_path;
    result_.site.version = options.version;
    root_ = shown(tree.root / "x", options.from);
    root_.pop_back();
  }

  Collection collection() {
    for (const Bundle& bundle : bundling_.bundles)
      if (bundle.kind == Bundle::Kind::loose || bundle.kind == Bundle::Kind::map)
        made_.insert(bundle.path);
    std::vector<Asset>& assets = result_.assets;
    assets.reserve(tree_.files.size() + bundling_.bundles.size() + bundling_.emitted.size());
    for (const SourceFile& source : tree_.files) add_source(source);
    const std::size_t sources = assets.size();
    for (const Bundle& bundle : bundling_.bundles) add_bundle(bundle);
    for (const Emitted& emitted : bundling_.emitted) add_emitted(emitted);
    sort_claims(sources);
    result_.site.assets.reserve(assets.size());
    for (std::size_t i = 0; i < assets.size(); ++i) {
      if (assets[i].audience == Audience::browsers) result_.site.assets.emplace(assets[i].path, i);
      if (assets[i].naming == Naming::query) result_.site.queried.insert(i);
      if (is_esm(assets[i])) result_.site.esm.insert(i);
    }
    for (const auto& [written, path] : written_)
      if (const auto asset = result_.site.assets.find(path); asset != result_.site.assets.end())
        result_.written.push_back({written, asset->second});
    return std::move(result_);
  }

 private:
  bool is_esm(const Asset& asset) const {
    return options_.format == Format::esm && asset.bundle != nullptr &&
           asset.bundle->kind == Bundle::Kind::code && language_of(asset.path) == Language::js;
  }

  std::string name(const Path& file) const { return shown(file, options_.from); }

  void claim(Asset asset) {
    if (is_source_map(asset.path) && options_.source_maps != SourceMaps::install) {
      if (options_.source_maps == SourceMaps::off) return;
      asset.audience = Audience::kept_back;
    }
    const GlobRule<Naming>* rule = rule_for(options_.names, asset.path);
    asset.naming = rule == nullptr ? naming_of(asset.path) : rule->choice;
    // One of the root's own that has the name of ours keeps its digest.
    const bool identity = options_.mode == Mode::identity && asset.path != manifest_name;
    if (asset.audience == Audience::kept_back || identity) asset.naming = Naming::plain;
    result_.assets.push_back(std::move(asset));
  }

  // The first `sources` are in order, and are most of all.
  void sort_claims(std::size_t sources) {
    std::vector<Asset>& assets = result_.assets;
    const auto in_order = [](const Asset& a, const Asset& b) { return a.path < b.path; };
    const auto others = assets.begin() + static_cast<std::ptrdiff_t>(sources);
    std::stable_sort(others, assets.end(), in_order);
    std::inplace_merge(assets.begin(), others, assets.end(), in_order);
    const auto one =
        std::adjacent_find(assets.begin(), assets.end(),
                           [](const Asset& a, const Asset& b) { return a.path == b.path; });
    if (one == assets.end()) return;
    throw Error("two files want the name " + quote(one->path))
        .note("one is " + one->origin)
        .note("the other is " + std::next(one)->origin)
        .help("rename one of them");
  }

  void add_source(const SourceFile& source) {
    const auto& entries = options_.entries;
    if (std::find(entries.begin(), entries.end(), source.path) != entries.end()) {
      result_.site.gone[source.path] = "it is bundled as " + quote(bundle_name(source.path));
    } else if (bundling_.is_module(source.file)) {
      result_.site.gone[source.path] = "it is part of " + bundle_with(source.file);
    } else if (made_.contains(source.path)) {
      // What esbuild makes of it takes its place; so does the map that it makes of a map.
      publish_as(source);
    } else {
      Asset asset;
      asset.path = source.path;
      asset.origin =
          quote(tree_.is_linked(source) ? name(tree_.place_of(source)) : root_ + source.path);
      asset.source = &source.file;
      publish_as(source);
      claim(std::move(asset));
    }
  }

  // Nobody but what esbuild copied asks.
  void publish_as(const SourceFile& source) {
    if (!bundling_.emitted.empty()) published_.emplace(source.file, source.path);
  }

  std::string bundle_with(const Path& file) const {
    for (const Bundle& bundle : bundling_.bundles)
      if (std::find(bundle.inputs.begin(), bundle.inputs.end(), file) != bundle.inputs.end())
        return quote(bundle.path);
    return "a bundle";
  }

  void add_bundle(const Bundle& bundle) {
    Asset asset;
    asset.path = bundle.path;
    asset.content = read_file(stage_ / bundle.folder / bundle.written);
    asset.origin = origin_of(bundle);
    if (bundle.kind == Bundle::Kind::licences && asset.content.empty()) return;
    if (bundle.kind == Bundle::Kind::code) drop_empty_licences(bundle, asset.content);
    if (bundle.kind == Bundle::Kind::map) name_sources(bundle, asset.content);
    if (bundle.path.ends_with(".css")) check_sheet(asset);
    written_.emplace(bundle.written, bundle.path);
    asset.bundle = &bundle;
    claim(std::move(asset));
  }

  std::string origin_of(const Bundle& bundle) const {
    const std::string what = bundle.kind == Bundle::Kind::licences ? "the licences of "
                             : bundle.kind == Bundle::Kind::map    ? "the source map of "
                             : bundle.kind == Bundle::Kind::loose  ? ""
                                                                   : "the bundle of ";
    if (bundle.entry.empty()) return what + "the chunk " + quote(bundle.path);
    return what + quote(name(tree_.root / bundle.entry));
  }

  // esbuild before 0.19.5 takes the bracket of 'url( "x" )' for a part of the word.
  static void check_sheet(const Asset& asset) {
    if (asset.content.find("url\\((") == std::string::npos) return;
    throw Error("esbuild has spoilt an url() with a blank after its bracket in " + asset.origin)
        .note("versions before 0.19.5 do so")
        .help("install a newer one, or take that blank out");
  }

  // esbuild points to a file of licences even if there are none.
  void drop_empty_licences(const Bundle& bundle, std::string& content) const {
    const Path licences = stage_ / bundle.folder / (bundle.written + ".LEGAL.txt");
    if (!std::filesystem::exists(licences) || std::filesystem::file_size(licences) > 0) return;
    const std::string comment = "/*! For license information please see " + options_.public_path +
                                bundle.written + ".LEGAL.txt */\n";
    const std::size_t at = content.rfind(comment);
    if (at != std::string::npos) content.erase(at, comment.size());
  }

  // esbuild names sources from its private folder; what is published knows nothing of that.
  void name_sources(const Bundle& bundle, std::string& content) const {
    constexpr std::string_view modules = "/node_modules/";
    const Path folder = (stage_ / bundle.folder / bundle.written).parent_path();
    content = with_sources(content, bundle.path, [&](const std::string& source) {
      if (source.find(':') != std::string::npos) return source;
      const Path file = (folder / source).lexically_normal();
      const std::size_t at = file.native().rfind(modules);
      if (at != std::string::npos) return file.native().substr(at + 1);
      return file.lexically_relative(options_.from).string();
    });
  }

  void add_emitted(const Emitted& emitted) {
    const auto published = published_.find(emitted.source.native());
    if (published != published_.end()) {
      written_.emplace(emitted.written, published->second);
      return;
    }
    Asset asset;
    asset.path = path_of(emitted);
    asset.origin = quote(name(emitted.source));
    asset.source = &emitted.source.native();
    written_.emplace(emitted.written, asset.path);
    // npm may have put one package into several places.
    const std::vector<Asset>& assets = result_.assets;
    const auto twin = std::find_if(assets.begin(), assets.end(),
                                   [&](const Asset& other) { return other.path == asset.path; });
    if (twin != assets.end() && twin->source != nullptr &&
        read_file(*twin->source) == read_file(emitted.source))
      return;
    claim(std::move(asset));
  }

  std::string path_of(const Emitted& emitted) const {
    constexpr std::string_view modules = "/node_modules/";
    const std::string& file = emitted.source.native();
    const std::size_t at = file.rfind(modules);
    if (at != std::string::npos) return "vendor/" + file.substr(at + modules.size());
    std::string path = emitted.source.lexically_relative(tree_.root).string();
    if (path.starts_with("../")) fail_outside(emitted);
    return path;
  }

  [[noreturn]] void fail_outside(const Emitted& emitted) const {
    if (emitted.importer.empty())
      throw Error(quote(name(emitted.source)) + " is outside " + quote(result_.site.root));
    const std::string text = read_file(emitted.importer);
    const std::size_t at = text.find(emitted.original);
    const std::string line = at == std::string::npos ? "" : ":" + std::to_string(line_of(text, at));
    throw dangling_error({{name(emitted.importer) + line, emitted.original, Place::outside, {}}},
                         result_.site);
  }

  const AssetOptions& options_;
  const SourceTree& tree_;
  const Bundling& bundling_;
  const Path& stage_;
  std::string root_;            // what the shown paths of its files begin with
  std::set<std::string> made_;  // logical paths of loose files, and maps
  std::unordered_map<std::string, std::string> published_;  // file → logical path
  std::map<std::string, std::string> written_;              // esbuild's name → logical path
  Collection result_;
};

}  // namespace

Collection collect(const AssetOptions& options, const SourceTree& tree, const Bundling& bundling,
                   const Path& stage) {
  return Collector(options, tree, bundling, stage).collection();
}

}  // namespace shipit
