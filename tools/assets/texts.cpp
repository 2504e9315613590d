// SPDX-License-Identifier: Apache-2.0
#include <assets/language.hpp>
#include <assets/texts.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <set>

namespace shipit {

LinkedText read_text(const SourceFile& file, const AssetOptions& options, const Path& root) {
  LinkedText text{file.path, shown(root / file.path, options.from), read_file(file.file), {}, {}};
  Page page = references_in(language_of(file.path), text.bytes);
  text.references = std::move(page.references);
  text.base = std::move(page.base);
  return text;
}

Texts read_texts(const SourceTree& tree, const AssetOptions& options, KeptIndex& index) {
  std::vector<LinkedText> read(tree.files.size());
  for_each_index(tree.files.size(), [&](std::size_t i) {
    const SourceFile& file = tree.files[i];
    const Language language = language_of(file.path);
    Page page = index.facts(file.file, language).page;
    if (language == Language::none) return;
    read[i] = {file.path,
               shown(tree.root / file.path, options.from),
               {},
               std::move(page.references),
               std::move(page.base),
               Integrity::off,
               file.file};
  });
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
