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
