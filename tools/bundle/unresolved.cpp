// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bundle/elf.hpp>
#include <bundle/unresolved.hpp>
#include <set>

namespace shipit {
namespace {

// What follows the line that ends with `heading`: CMake lays lists out by four blanks.
std::vector<std::string> listed_after(std::string_view heading, const std::string& text) {
  const std::size_t at = text.find(heading);
  if (at == std::string::npos) return {};
  std::vector<std::string> names;
  const std::vector<std::string> rest = lines(std::string_view(text).substr(at));
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i].empty() && names.empty()) continue;
    if (!rest[i].starts_with("    ")) break;
    names.emplace_back(trim(rest[i]));
  }
  return names;
}

void add_wanters(const std::string& library, const std::vector<Path>& files, Error& error) {
  for (const Path& file : wanters_of(library, files))
    error.note(quote(file.native()) + " needs " + quote(library));
}

Error nowhere(const std::vector<std::string>& libraries, const std::vector<Path>& files) {
  Error error("nothing has the library " + quote(libraries.front()) +
              " that RUNTIME_DEPENDENCIES is to bundle");
  for (const std::string& library : libraries) {
    if (library != libraries.front()) error.note("nor the library " + quote(library));
    add_wanters(library, files, error);
  }
  return std::move(error).help(
      "install it where the program finds it at build time, or make it a dependency by "
      "target_link_libraries()");
}

Error twice(const std::string& library, const std::vector<std::string>& places,
            const std::vector<Path>& files) {
  Error error("two files want to be the library " + quote(library) +
              " that RUNTIME_DEPENDENCIES bundles");
  for (const std::string& place : places) error.note("one is " + quote(place));
  add_wanters(library, files, error);
  return std::move(error).help("let all programs of a package use the same one");
}

}  // namespace

std::vector<Path> wanters_of(const std::string& library, const std::vector<Path>& files) {
  std::vector<Path> open = files;
  std::set<Path> known(files.begin(), files.end());
  std::set<Path> folders;
  std::set<std::string> names;
  std::vector<Path> wanters;
  const auto look_for = [&](const std::string& name, const Path& folder) {
    const Path found = (folder / name).lexically_normal();
    std::error_code none;
    if (std::filesystem::is_regular_file(found, none) && known.insert(found).second)
      open.push_back(found);
  };
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Path file = open[i];
    const std::optional<ElfPaths> paths = elf_paths(file);
    if (!paths) continue;
    const std::string here = file.parent_path().native();
    if (std::ranges::find(paths->needed, library) != paths->needed.end()) wanters.push_back(file);
    names.insert(paths->needed.begin(), paths->needed.end());
    std::set<Path> added{file.parent_path()};
    for (const std::string& folder : paths->runpath)
      added.insert(replace_all(replace_all(folder, "${ORIGIN}", here), "$ORIGIN", here));
    folders.merge(added);
    for (const Path& folder : folders)
      for (const std::string& name : names) look_for(name, folder);
  }
  std::sort(wanters.begin(), wanters.end());
  return wanters;
}

std::optional<Error> dependency_error(std::string_view err, const std::vector<Path>& files) {
  constexpr std::string_view conflict = "Multiple conflicting paths found for ";
  const std::string text(err);
  const std::vector<std::string> missing =
      listed_after("Could not resolve runtime dependencies:", text);
  if (!missing.empty()) return nowhere(missing, files);
  const std::size_t at = text.find(conflict);
  if (at == std::string::npos) return std::nullopt;
  const std::string rest = text.substr(at + conflict.size());
  return twice(rest.substr(0, rest.find(':')), listed_after(conflict, text), files);
}

}  // namespace shipit
