// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/depfile.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <map>
#include <system_error>

namespace shipit {
namespace {

// GNU Make manual, "Rule Syntax"; a backslash counts only before a blank or a '#'.
std::string escaped(const std::string& path) {
  std::string result;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == ' ' || path[i] == '\t' || path[i] == '#') {
      for (std::size_t k = i; k > 0 && path[k - 1] == '\\'; --k) result += '\\';
      result += '\\';
    } else if (path[i] == '$') {
      result += '$';
    }
    result += path[i];
  }
  return result;
}

// CMake rewrites depfiles for Ninja without escaping '#' and '$', Ninja ends a name at a ';', and
// in Make a name with '%', ':', '=' or '(' is no file's.
bool is_readable(const Path& path) {
  constexpr std::string_view others = "+,/_.-@~ ";
  return std::all_of(path.native().begin(), path.native().end(), [&](char c) {
    return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 ||
           others.find(c) != std::string_view::npos;
  });
}

void set_link(const Path& link, const Path& target) {
  std::error_code none;
  if (std::filesystem::read_symlink(link, none) == target) return;
  remove_tree(link);
  std::filesystem::create_symlink(target, link);
}

// For Make, CMake (3.25) adds what a depfile says to all that it ever said, and a file that is gone
// would make every build run again. So the link of one leads to an old file from then on.
void keep_links(const Path& folder, const std::map<std::string, Path>& links, BuildTool reader) {
  constexpr const char* gone = "gone";
  if (links.empty() && !std::filesystem::exists(folder)) return;
  make_folders(folder);
  if (reader == BuildTool::make) write_file(folder / gone, "");
  for (const Found& found : walk(folder)) {
    if (links.contains(found.path) || (reader == BuildTool::make && found.path == gone)) continue;
    if (reader == BuildTool::make)
      set_link(folder / found.path, gone);
    else
      remove_tree(folder / found.path);
  }
  for (const auto& [name, target] : links) set_link(folder / name, target);
}

}  // namespace

void write_depfile(const Depfile& depfile, const Path& target, const std::set<Path>& needs) {
  const Path folder = depfile.path.string() + ".links";
  std::map<std::string, Path> links;
  std::set<Path> watched;
  for (const Path& need : needs) {
    const bool plain = depfile.reader == BuildTool::ninja && is_readable(need);
    const std::string name = sha256_hex(need.native()).substr(0, 32);
    if (!plain) links[name] = need;
    watched.insert(plain ? need : folder / name);
  }
  keep_links(folder, links, depfile.reader);
  write_file(depfile.path, depfile_of(target, watched));
}

std::string depfile_of(const Path& target, const std::set<Path>& needs) {
  std::string text = escaped(target.string()) + ":";
  for (const Path& need : needs) text += " \\\n  " + escaped(need.string());
  return text + "\n";
}

}  // namespace shipit
