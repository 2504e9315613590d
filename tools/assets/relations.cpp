// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/relations.hpp>
#include <base/text.hpp>
#include <map>
#include <set>

namespace shipit {
namespace {

using Numbers = std::vector<std::size_t>;

void add_once(Numbers& list, std::size_t number) {
  if (std::find(list.begin(), list.end(), number) == list.end()) list.push_back(number);
}

bool is_sheet(const Asset& asset) { return extension_of(asset.path) == ".css"; }

// Whether the block of a sheet that has `offset` in it, @font-face, is for some characters only.
bool is_for_some_characters(const std::string& sheet, std::size_t offset) {
  const std::size_t begin = sheet.rfind('{', offset);
  const std::size_t end = std::min(sheet.find('}', offset), sheet.size());
  if (begin == std::string::npos) return false;
  return to_lower(sheet.substr(begin, end - begin)).find("unicode-range") != std::string::npos;
}

class Relator {
 public:
  Relator(Collection& all, const AssetOptions& options) : all_(all), options_(options) {
    for (const WrittenName& name : all.written) written_.emplace(name.written, name.target);
  }

  void relate() {
    for (Asset& asset : all_.assets)
      if (is_code(asset)) take(*asset.bundle, asset);
    for (std::size_t i = 0; i < all_.assets.size(); ++i)
      if (is_code(all_.assets[i])) follow(i);
  }

 private:
  static bool is_code(const Asset& asset) {
    return asset.bundle != nullptr && asset.bundle->kind == Bundle::Kind::code;
  }

  void take(const Bundle& bundle, Asset& asset) const {
    BundleRelations& relations = asset.relations;
    relations.source = bundle.entry;
    const bool own_name = bundle_name(bundle.entry) == asset.path;
    const auto& entries = options_.entries;
    if (!own_name)
      relations.role = BundleRelations::Role::part;
    else if (std::binary_search(entries.begin(), entries.end(), bundle.entry))
      relations.role = BundleRelations::Role::entry;
    relations.imports = numbers_of(bundle.imports);
    relations.later = numbers_of(bundle.later);
  }

  Numbers numbers_of(const std::vector<std::string>& names) const {
    Numbers numbers;
    for (const std::string& name : names)
      if (const auto found = written_.find(name); found != written_.end())
        add_once(numbers, found->second);
    return numbers;
  }

  // All of what bundle `first` loads at once.
  void follow(std::size_t first) {
    Found found;
    std::set<std::size_t> seen{first};
    visit(first, found, seen);
    if (is_sheet(all_.assets[first])) found.sheets = {first};
    for (const std::size_t sheet : found.sheets) add_fonts(all_.assets[sheet], found.preload);
    Asset& asset = all_.assets[first];
    if (!is_sheet(asset)) asset.relations.styles = std::move(found.sheets);
    asset.relations.preload = std::move(found.preload);
    asset.relations.dynamic = std::move(found.later);
  }

  struct Found {
    Numbers sheets;
    Numbers preload;
    Numbers later;
  };

  void visit(std::size_t number, Found& found, std::set<std::size_t>& seen) const {
    const BundleRelations& relations = all_.assets[number].relations;
    for (const std::size_t later : relations.later) add_once(found.later, later);
    for (const std::size_t imported : relations.imports) {
      if (!seen.insert(imported).second) continue;
      found.preload.push_back(imported);
      visit(imported, found, seen);
    }
    for (const std::size_t sheet : own_styles(number)) add_once(found.sheets, sheet);
  }

  Numbers own_styles(std::size_t number) const {
    const Bundle* const bundle = all_.assets[number].bundle;
    return bundle != nullptr && !bundle->styles.empty() ? numbers_of({bundle->styles}) : Numbers();
  }

  void add_fonts(const Asset& sheet, Numbers& preload) const {
    for (const Splice& splice : sheet.splices)
      if (splice.form != Splice::Form::text &&
          extension_of(all_.assets[splice.target].path) == ".woff2" &&
          !is_for_some_characters(sheet.content, splice.begin))
        add_once(preload, splice.target);
  }

  Collection& all_;
  const AssetOptions& options_;
  std::map<std::string, std::size_t> written_;
};

}  // namespace

void relate(Collection& all, const AssetOptions& options) { Relator(all, options).relate(); }

}  // namespace shipit
