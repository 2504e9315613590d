// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <bundle/elf.hpp>
#include <bundle/links.hpp>
#include <deb/dependencies.hpp>
#include <deb/libraries.hpp>
#include <optional>
#include <vector>

namespace shipit {
namespace {

bool is_named_for_an_architecture(std::string_view folder) {
  return folder.starts_with("lib/") && folder.find("-linux-") != std::string_view::npos &&
         folder.find('/', 4) == std::string_view::npos;
}

// Where the loader looks without being told (ld.so(8)), in a tree rooted at /usr.
bool is_public(std::string_view folder) {
  constexpr std::array<std::string_view, 4> known{"lib", "lib32", "lib64", "libx32"};
  return std::ranges::find(known, folder) != known.end() || is_named_for_an_architecture(folder);
}

std::optional<ElfPaths> paths_of(const Entry& entry) {
  if (entry.kind != EntryKind::file || entry.source.empty()) return std::nullopt;
  return elf_paths(entry.source);
}

// The folder of the tree that a RUNPATH's `folder` of a file is.
std::string folder_in_tree(const Entry& file, const std::string& folder) {
  const std::string place = "/usr/" + std::string(parent_of(file.path));
  std::string path = replace_all(folder, "${ORIGIN}", place);
  path = Path(replace_all(path, "$ORIGIN", place)).lexically_normal().native();
  return path_in_tree(path, "/usr");
}

// What a loader that starts `file` finds for `name` in the tree.
const Entry* find_library(const StagedTree& tree, const Entry& file, const ElfPaths& paths,
                          const std::string& name) {
  for (const std::string& folder : paths.runpath)
    if (const Entry* found = tree.find(folder_in_tree(file, folder) + "/" + name)) return found;
  for (const Entry& entry : tree.entries())
    if (name_of(entry.path) == name && is_public(parent_of(entry.path))) return &entry;
  return nullptr;
}

// 'libhello 1' for 'libhello.so.1' and for 'libhello-1.so'; empty for others (deb-shlibs(5)).
std::string named_version(const std::string& soname) {
  constexpr std::string_view ending = ".so";
  const std::size_t so = soname.find(".so.");
  if (so != std::string::npos) return soname.substr(0, so) + " " + soname.substr(so + 4);
  const std::size_t dash = soname.rfind('-');
  if (!soname.ends_with(ending) || dash == std::string::npos || dash + 1 >= soname.size() ||
      !is_digit(soname[dash + 1]))
    return {};
  return soname.substr(0, dash) + " " +
         soname.substr(dash + 1, soname.size() - dash - 1 - ending.size());
}

std::vector<ElfPaths> public_libraries(const StagedTree& tree) {
  std::vector<ElfPaths> libraries;
  for (const Entry& entry : tree.entries()) {
    if (!is_public(parent_of(entry.path))) continue;
    std::optional<ElfPaths> paths = paths_of(entry);
    if (paths && !paths->soname.empty()) libraries.push_back(std::move(*paths));
  }
  return libraries;
}

}  // namespace

std::set<std::string> library_packages(const StagedTree& tree, const std::string& package) {
  std::set<std::string> packages;
  for (const Entry& file : tree.entries()) {
    if (file.package != package) continue;
    const std::optional<ElfPaths> paths = paths_of(file);
    if (!paths) continue;
    for (const std::string& name : paths->needed)
      if (const Entry* library = find_library(tree, file, *paths, name);
          library != nullptr && library->package != package)
        packages.insert(library->package);
  }
  return packages;
}

std::string shlibs_text(const StagedTree& tree, const std::string& relation) {
  std::set<std::string> names;
  for (const ElfPaths& library : public_libraries(tree))
    names.insert(named_version(library.soname));
  names.erase("");
  std::string text;
  for (const std::string& name : names) text += name + " " + relation + "\n";
  return text;
}

bool has_public_libraries(const StagedTree& tree) { return !public_libraries(tree).empty(); }

bool is_for_all_architectures(const StagedTree& tree) {
  const auto is_for_one = [](const Entry& entry) {
    const std::string name(name_of(entry.path));
    if (is_named_for_an_architecture(entry.path)) return true;
    if (entry.kind == EntryKind::symlink)
      return name.ends_with(".so") || name.find(".so.") != std::string::npos;
    return entry.kind == EntryKind::file && name.ends_with(".a");
  };
  return elf_files(tree).empty() && std::ranges::none_of(tree.entries(), is_for_one);
}

}  // namespace shipit
