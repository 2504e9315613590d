// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/unused.hpp>
#include <base/error.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

bool is_root(const std::string& path, const PublishedAsset& item, const AssetOptions& options) {
  if (item.role == PublishedAsset::Role::entry) return true;
  const GlobRule<Naming>* rule = rule_for(options.names, path);
  const std::string extension = extension_of(path);
  return (rule == nullptr ? naming_of(path) : rule->choice) != Naming::digested ||
         extension == ".html" || extension == ".htm" ||
         std::any_of(options.concats.begin(), options.concats.end(),
                     [&](const Concat& concat) { return concat.output == path; });
}

}  // namespace

std::vector<std::string> unused_in(const Inventory& inventory, const AssetOptions& options) {
  std::vector<std::string> roots;
  for (const auto& [path, item] : inventory) {
    if (!is_root(path, item, options)) continue;
    roots.push_back(path);
    roots.insert(roots.end(), item.css.begin(), item.css.end());
  }
  return unreached(inventory, roots);
}

std::vector<std::string> check_unused(const Inventory& inventory, const AssetOptions& options) {
  if (options.unused.empty()) return {};
  std::vector<std::string> wrong;
  std::map<std::string, std::vector<std::string>> odd;  // by glob
  for (const std::string& path : unused_in(inventory, options)) {
    const GlobRule<Missing>* rule = rule_for(options.unused, path);
    if (rule == nullptr) continue;
    if (rule->choice == Missing::error) wrong.push_back(path);
    if (rule->choice == Missing::warn) odd[rule->glob].push_back(path);
  }
  if (!wrong.empty()) {
    Error error("nothing leads to " + quote(wrong.front()));
    for (std::size_t i = 1; i < wrong.size(); ++i) error.note("nor to " + quote(wrong[i]));
    throw std::move(error).help(
        "remove it, or say UNUSED IGNORE for it if a program makes its URL");
  }
  std::vector<std::string> warnings;
  for (const auto& [glob, paths] : odd)
    warnings.push_back("nothing leads to " + quote(paths.front()) +
                       (paths.size() > 1 ? ", nor to " + std::to_string(paths.size() - 1) +
                                               " more in " + quote(glob)
                                         : ""));
  return warnings;
}

}  // namespace shipit
