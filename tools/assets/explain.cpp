// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/digest.hpp>
#include <assets/explain.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

Inventory::const_iterator find(const std::string& file, const Inventory& inventory) {
  const auto logical = inventory.find(file);
  if (logical != inventory.end()) return logical;
  const auto digested = std::find_if(inventory.begin(), inventory.end(),
                                     [&](const auto& entry) { return entry.second.file == file; });
  if (digested != inventory.end()) return digested;
  std::vector<std::string> known;
  for (const auto& [path, item] : inventory) known.push_back(path);
  const std::optional<std::string> near = nearest(file, known);
  throw Error(quote(file) + " is not published")
      .help(near ? "did you mean " + quote(*near) + "?"
                 : "give the path in the root, or the one that is served");
}

std::string name_of(const std::string& path, const PublishedAsset& item,
                    const AssetOptions& options) {
  if (item.file == path) {
    const GlobRule<Naming>* rule = rule_for(options.names, path);
    return rule == nullptr ? "its own: it is asked for by this name"
                           : "its own, for it fits " + quote(rule->glob) + " of NAMES";
  }
  const std::string own = to_base32(from_hex(item.sha256).value_or("")).substr(0, digest_length);
  return item.file.find("-" + own) != std::string::npos
             ? "with 12 digits of the SHA-256 of its bytes"
             : "with a digest of all files that refer to one another in a circle with it";
}

// The changed ones among what it refers to, for a new name there is new text here.
std::vector<std::string> changed_references(const PublishedAsset& item, const Inventory& now,
                                            const Inventory& before) {
  std::vector<std::string> changed;
  for (const std::string& path : item.references) {
    const auto current = now.find(path);
    const auto old = before.find(path);
    if (current != now.end() && (old == before.end() || old->second.file != current->second.file))
      changed.push_back(path);
  }
  return changed;
}

std::string change_of(const std::string& path, const PublishedAsset& item, const Inventory& now,
                      const std::optional<Inventory>& before) {
  if (!before) return "there was no other manifest yet";
  const auto old = before->find(path);
  if (old == before->end()) return "it is new";
  if (old->second.sha256 == item.sha256) return "it has not changed";
  const std::vector<std::string> causes = changed_references(item, now, *before);
  const std::string was = "it was " + quote(old->second.file) + ", and ";
  if (causes.empty()) return was + "its own text has changed";
  return was + "has the new names of '" + join(causes, "', '") + "' in it";
}

void add_list(std::vector<std::string>& lines, const char* what,
              const std::vector<std::string>& paths) {
  lines.push_back(std::string(what) + (paths.empty() ? "nothing" : join(paths, ", ")));
}

}  // namespace

std::vector<std::string> explain(const std::string& file, const Measured& built,
                                 const std::optional<Inventory>& before,
                                 const AssetOptions& options) {
  const auto found = find(file, built.inventory);
  const auto& [path, item] = *found;
  std::vector<std::string> lines = {path};
  lines.push_back("  file:        " + item.file + ", " + shown_size(item.size));
  for (const auto& [suffix, size] : item.encodings)
    lines.push_back("  as " + suffix.substr(1) + ":       " + shown_size(size));
  lines.push_back("  name:        " + name_of(path, item, options));
  const auto inputs = built.inputs.find(path);
  if (inputs != built.inputs.end())
    for (const auto& [input, size] : inputs->second)
      lines.push_back("  made of:     " + input + ", " + shown_size(size));
  else
    lines.push_back("  made of:     " + (std::filesystem::exists(options.root / path)
                                             ? shown(options.root / path, options.from)
                                             : "what a bundle or package brought along"));
  add_list(lines, "  refers to:   ", item.references);
  add_list(lines, "  referred by: ", referrers_of(built.inventory, path));
  lines.push_back("  since last:  " + change_of(path, item, built.inventory, before));
  return lines;
}

}  // namespace shipit
