// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <bundle/links.hpp>
#include <bundle/relocatable.hpp>

namespace shipit {
namespace {

constexpr std::array<std::string_view, 4> of_programs{"/bin", "/usr/bin", "/sbin", "/usr/sbin"};
constexpr std::array<std::string_view, 4> of_loaders{"/lib", "/lib32", "/lib64", "/libx32"};

// What the host reads at a place of its own, and what only people read.
constexpr std::array<std::string_view, 13> host_folders{
    "lib/systemd/",  "lib/sysusers.d/", "lib/tmpfiles.d/",    "lib/udev/",  "etc/nginx/",
    "share/dbus-1/", "share/polkit-1/", "share/metainfo/",    "share/doc/", "share/man/",
    "share/info/",   "share/licenses/", "share/applications/"};

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

template <typename Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_of_here(const std::string& path, const std::string& folder) {
  if (!is_below(path, folder)) return false;
  if (folder.find('/', 1) != std::string::npos) return true;
  std::error_code none;
  return path != folder && std::filesystem::exists(std::filesystem::symlink_status(path, none));
}

// What of the tree `path` is, when the tree lies at one of the prefixes; nullptr: nothing.
const Entry* in_tree(const std::string& path, const StagedTree& tree,
                     const Surroundings& surroundings) {
  for (const std::string& prefix : surroundings.prefixes) {
    if (!is_below(path, prefix)) continue;
    const Entry* entry = tree.find(path_in_tree(path, prefix));
    if (entry != nullptr) return entry;
  }
  return nullptr;
}

// Folders in which all packages have files are no package's own: bin, share/man, the folder of an
// architecture's libraries.
bool is_its_own(const Entry& entry) {
  constexpr std::array<std::string_view, 16> common{
      "applications", "bash-completion", "cmake",  "dbus-1", "doc",      "icons",
      "info",         "licenses",        "locale", "man",    "metainfo", "pixmaps",
      "pkgconfig",    "systemd",         "udev",   "zsh"};
  if (entry.kind != EntryKind::folder) return true;
  const std::string_view parent = parent_of(entry.path);
  if (parent.empty()) return false;
  const std::string_view name = name_of(entry.path);
  return parent.find('/') != std::string_view::npos ||
         (!is_among(common, name) && name.find("-linux-") == std::string_view::npos);
}

bool is_loader(const std::string& path) {
  return is_among(of_loaders, "/" + std::string(parent_of(path.substr(1)))) &&
         name_of(path).starts_with("ld");
}

// Whether '$ORIGIN/../lib' of a file in the tree is in the tree.
bool stays_within(const std::string& runpath, const Entry& file) {
  for (const std::string_view origin : {"$ORIGIN", "${ORIGIN}"}) {
    if (!is_below(runpath, origin)) continue;
    const std::string parent(parent_of(file.path));
    std::ptrdiff_t depth = parent.empty() ? 0 : std::count(parent.begin(), parent.end(), '/') + 1;
    for (const std::string& piece : split(runpath.substr(origin.size()), '/')) {
      if (piece == "..") --depth;
      if (!piece.empty() && piece != "." && piece != "..") ++depth;
      if (depth < 0) return false;
    }
    return true;
  }
  return false;
}

std::string said(const NamedPath& named, const Entry& file) {
  const std::string line = named.line == 0 ? "" : ":" + std::to_string(named.line);
  const std::string who = quote(file.path + line);
  switch (named.as) {
    case NamedAs::text:
    case NamedAs::setting:
      return who + " names " + quote(named.path);
    case NamedAs::script:
      return who + " is run by " + quote(named.path);
    case NamedAs::interpreter:
      return who + " is started by " + quote(named.path);
    case NamedAs::runpath:
      return who + " looks for libraries in " + quote(named.path);
  }
  return who;
}

bool breaks_when_moved(const NamedPath& named, const StagedTree& tree,
                       const Surroundings& surroundings) {
  const Entry* entry = in_tree(named.path, tree, surroundings);
  if (entry != nullptr) return is_its_own(*entry);
  return named.as == NamedAs::setting && is_among(surroundings.prefixes, named.path);
}

}  // namespace

std::vector<std::string> roots_of(const Surroundings& surroundings) {
  std::vector<std::string> roots = surroundings.here;
  roots.insert(roots.end(), surroundings.prefixes.begin(), surroundings.prefixes.end());
  std::erase_if(roots, [](const std::string& root) { return root.empty() || root == "/"; });
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  return roots;
}

std::optional<std::string> misplaced(const NamedPath& named, const Entry& file,
                                     const StagedTree& tree, const Surroundings& surroundings) {
  for (const std::string& folder : surroundings.here)
    if (is_of_here(named.path, folder))
      return said(named, file) + ", which is on this machine only";
  if (surroundings.unpacked == Unpacked::at_prefix) return std::nullopt;
  const auto elsewhere = [&](bool wrong) {
    return wrong ? std::optional(said(named, file) + ", which is not in the archive")
                 : std::nullopt;
  };
  switch (named.as) {
    case NamedAs::text:
    case NamedAs::setting: {
      const bool host_s = std::any_of(host_folders.begin(), host_folders.end(),
                                      [&](auto folder) { return file.path.starts_with(folder); });
      return elsewhere(!host_s && breaks_when_moved(named, tree, surroundings));
    }
    case NamedAs::script:
      return elsewhere(!is_among(of_programs, "/" + std::string(parent_of(named.path.substr(1)))) ||
                       in_tree(named.path, tree, surroundings) != nullptr);
    case NamedAs::interpreter:
      return elsewhere(!is_loader(named.path));
    case NamedAs::runpath:
      return elsewhere(!stays_within(named.path, file));
  }
  return std::nullopt;
}

}  // namespace shipit
