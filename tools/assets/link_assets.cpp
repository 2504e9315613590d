// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/js.hpp>
#include <assets/language.hpp>
#include <assets/link_assets.hpp>
#include <base/error.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <set>
#include <unordered_set>

namespace shipit {
namespace {

class AssetLinker {
 public:
  AssetLinker(Collection& all, const Sources& sources, const Texts& texts)
      : all_(all),
        options_(sources.options),
        tree_(sources.tree),
        index_(sources.index),
        texts_(texts),
        linker_(all.site, sources.options.missing) {
    for (const Asset& asset : all.assets) paths_.insert(asset.path);
  }

  std::vector<std::string> link() {
    for (Asset& asset : all_.assets) link(asset);
    if (!linker_.dangling().empty()) throw dangling_error(linker_.dangling(), all_.site);
    for_each_index(all_.assets.size(), [&](std::size_t i) {
      if (!all_.assets[i].splices.empty()) take_content(all_.assets[i]);
    });
    return linker_.warnings();
  }

 private:
  void link(Asset& asset) {
    const Bundle* const bundle = asset.bundle;
    Links links;
    const auto text = texts_.find(asset.path);
    if (bundle != nullptr) {
      if (bundle->kind == Bundle::Kind::code)
        links = links_of_bundle(asset, *bundle);
      else if (bundle->kind == Bundle::Kind::loose)
        links = links_of_loose(asset, text->second);
    } else if (text != texts_.end() && !text->second.references.empty()) {
      links = linker_.link(text->second);
      check_classic(links);
    }
    if (paths_.contains(links.map)) asset.map = links.map;
    asset.splices = std::move(links.splices);
    std::stable_sort(asset.splices.begin(), asset.splices.end(),
                     [](const Splice& a, const Splice& b) { return a.begin < b.begin; });
    const std::set<std::size_t> unique(links.references.begin(), links.references.end());
    asset.references.assign(unique.begin(), unique.end());
  }

  // To a browser, what makes a script a module is an error of syntax in any other.
  void check_classic(const Links& links) const {
    for (const auto& [script, place] : links.classic)
      if (is_js_module(all_.assets[script].content))
        throw Error(place + ": " + quote(all_.assets[script].path) +
                    " is a module, and loaded as if it were none")
            .help("say <script type=module>, or bundle it without FORMAT ESM");
  }

  void take_content(Asset& asset) {
    if (asset.source == nullptr) return;
    const Language language = language_of(asset.path);
    const SourceFacts& facts = index_.facts(*asset.source, language);
    std::optional<std::string> bytes = index_.read(*asset.source, language, facts.print.sha256);
    if (!bytes) throw changed(asset.origin);
    asset.content = *std::move(bytes);
    asset.source = nullptr;
    if (facts.map_is_last) asset.code_end = facts.page.references.back().begin;
  }

  Links links_of_bundle(const Asset& asset, const Bundle& bundle) {
    const Language language = language_of(asset.path);
    Links links = linker_.link_left_over(references_in(language, asset.content).references,
                                         sources_of(bundle, language));
    add_written(asset, links);
    return links;
  }

  // What leads nowhere is told of the source.
  Links links_of_loose(const Asset& asset, const LinkedText& source) {
    linker_.link(source);
    LinkedText text{asset.path, source.shown, asset.content, {}, {}};
    for (Reference& reference : references_in(language_of(asset.path), text.bytes).references)
      if (reference.value.find(name_placeholder) == std::string::npos)
        text.references.push_back(std::move(reference));
    Links links = linker_.link(text, Report::nothing);
    add_written(asset, links);
    return links;
  }

  // The names that esbuild wrote, and its map.
  void add_written(const Asset& asset, Links& links) const {
    for (const Splice& splice :
         placeholder_splices(asset.content, all_.site, all_.written, all_.assets)) {
      links.splices.push_back(splice);
      links.references.push_back(splice.target);
    }
    links.map = asset.path + ".map";
  }

  // The files of the root, in this language, that are part of a bundle.
  std::vector<const LinkedText*> sources_of(const Bundle& bundle, Language language) {
    std::vector<const LinkedText*> sources;
    for (const SourceFile& file : tree_.files) {
      const auto& inputs = bundle.inputs;
      if (std::find(inputs.begin(), inputs.end(), Path(file.file)) == inputs.end()) continue;
      if (language_of(file.path) == language)
        sources.push_back(&texts_.at(file.path));
      else if (language == Language::js && !bundle_name(file.path).empty() &&
               language_of(file.path) == Language::none)
        sources.push_back(&typed_script(file));
    }
    return sources;
  }

  // TypeScript and JSX have the references of scripts, and only bundles have them.
  const LinkedText& typed_script(const SourceFile& file) {
    const auto [found, is_new] = typed_.try_emplace(file.path);
    if (is_new) {
      found->second = read_text(file, options_, tree_.root);
      found->second.references = js_references(found->second.bytes);
    }
    return found->second;
  }

  Collection& all_;
  const AssetOptions& options_;
  const SourceTree& tree_;
  KeptIndex& index_;
  const Texts& texts_;
  Linker linker_;
  std::unordered_set<std::string_view> paths_;  // of all assets
  Texts typed_;
};

}  // namespace

std::vector<std::string> link_assets(Collection& all, const Sources& sources, const Texts& texts) {
  return AssetLinker(all, sources, texts).link();
}

}  // namespace shipit
