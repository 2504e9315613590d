// SPDX-License-Identifier: Apache-2.0
#include <assets/asset.hpp>
#include <assets/language.hpp>
#include <assets/texts.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <set>

namespace shipit {
namespace {

// The files that the pages name as web manifests though their names don't tell.
std::set<std::string> named_manifests(const std::vector<LinkedText>& pages,
                                      const std::vector<std::vector<std::string>>& references,
                                      const std::string& public_path) {
  std::set<std::string> named;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (references[i].empty()) continue;
    const auto origin = origin_of(pages[i].path, pages[i].base, public_path);
    for (const std::string& reference : references[i]) {
      if (!origin && !trim(reference).starts_with('/')) continue;
      const Target target = resolve(reference, origin.value_or(Origin{"", public_path}));
      if (target.place == Place::inside && extension_of(target.path) == ".json")
        named.insert(target.path);
    }
  }
  return named;
}

}  // namespace

LinkedText read_text(const SourceFile& file, const AssetOptions& options, const Path& root) {
  LinkedText text{file.path, shown(root / file.path, options.from), read_file(file.file), {}, {}};
  Page page = references_in(language_of(file.path), text.bytes);
  text.references = std::move(page.references);
  text.base = std::move(page.base);
  return text;
}

Texts read_texts(const SourceTree& tree, const AssetOptions& options, KeptIndex& index) {
  std::vector<LinkedText> read(tree.files.size());
  std::vector<std::vector<std::string>> manifests(tree.files.size());
  const auto add = [&](std::size_t i, Language language) {
    const SourceFile& file = tree.files[i];
    const SourceFacts& facts = index.facts(file.file, language);
    const Language own = language_of(file.path);
    if (language != own && facts.print.sha256 != index.facts(file.file, own).print.sha256)
      throw changed(quote(shown(tree.root / file.path, options.from)));
    if (language == Language::none) return;
    Page page = facts.page;
    read[i] = {file.path, {}, {}, std::move(page.references), std::move(page.base)};
    manifests[i] = std::move(page.manifests);
    if (read[i].references.empty()) return;
    read[i].shown = shown(tree.root / file.path, options.from);
    read[i].file = file.file;
    const GlobRule<Integrity>* rule = rule_for(options.integrity, file.path);
    read[i].integrity = rule == nullptr ? Integrity::off : rule->choice;
  };
  for_each_index(tree.files.size(),
                 [&](std::size_t i) { add(i, language_of(tree.files[i].path)); });
  const std::set<std::string> named = named_manifests(read, manifests, options.public_path);
  for (std::size_t i = 0; i < tree.files.size(); ++i)
    if (named.contains(tree.files[i].path)) add(i, Language::webmanifest);
  Texts texts;
  for (LinkedText& text : read)
    if (!text.path.empty()) texts.emplace_hint(texts.end(), text.path, std::move(text));
  return texts;
}

std::vector<std::string> externals_of(const Texts& texts) {
  std::set<std::string> found;
  for (const auto& [path, text] : texts) {
    if (language_of(path) != Language::css) continue;
    for (const Reference& reference : text.references) {
      const std::string value(trim(reference.value));
      const bool own = value.starts_with('/') || value.find('%') != std::string::npos;
      if (own && value.find('*') == std::string::npos) found.insert(value);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace shipit
