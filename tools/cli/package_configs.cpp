// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/package_configs.hpp>
#include <configs/secret.hpp>
#include <set>

namespace shipit {
namespace {

// Sorted, as the tree is.
std::vector<const Entry*> configs_of(const PackagePlan& plan, const StagedTree& tree) {
  std::set<std::string> named;
  for (const auto& [environment, configs] : plan.environments)
    named.insert(configs.files.begin(), configs.files.end());
  std::vector<const Entry*> found;
  for (const Entry& entry : tree.entries())
    if (entry.kind == EntryKind::file &&
        (entry.path.starts_with("etc/") || named.contains(entry.path)))
      found.push_back(&entry);
  return found;
}

void refuse_live_secrets(const PackagePlan& plan, const StagedTree& tree) {
  std::vector<std::string> places;
  for (const Entry* entry : configs_of(plan, tree)) {
    const std::vector<Secret> secrets = find_secrets(text_of(*entry));
    for (const Secret& secret : secrets)
      places.push_back(quote(entry->path + ":" + std::to_string(secret.place)) + " holds " +
                       secret.what);
    if (!secrets.empty()) places.push_back(quote(entry->path) + " is " + entry->origin.text());
  }
  if (places.empty()) return;
  Error error("what looks like a live secret would be packaged");
  for (std::string& place : places) error.note(std::move(place));
  throw std::move(error).help(
      "move it into a file of SECRETS, which lives on the server only; if it is none, write "
      "'shipit: allow-secret' into its line or into a comment above it");
}

void refuse_broken(const PackagePlan& plan, const StagedTree& tree) {
  std::vector<std::string> notes;
  for (const auto& [path, syntax] : plan.config_syntax) {
    const Entry* entry = tree.find(path);
    if (entry == nullptr || entry->kind != EntryKind::file) continue;  // refused elsewhere
    try {
      check_syntax(syntax, text_of(*entry), path);
    } catch (const Error& error) {
      notes.push_back(error.message());
      notes.push_back(quote(path) + " is " + entry->origin.text());
    }
  }
  if (notes.empty()) return;
  Error error("a config that is broken would be packaged");
  for (std::string& note : notes) error.note(std::move(note));
  throw std::move(error).help(
      "mend it; if its reader does take it, give shipit_install_configs() PARSE_CHECK OFF");
}

}  // namespace

void check_configs(const PackagePlan& plan, const StagedTree& tree) {
  refuse_live_secrets(plan, tree);
  refuse_broken(plan, tree);
}

}  // namespace shipit
