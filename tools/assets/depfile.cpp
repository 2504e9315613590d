// SPDX-License-Identifier: Apache-2.0
#include <assets/depfile.hpp>
#include <base/depfile_rule.hpp>
#include <base/hash.hpp>
#include <base/walk.hpp>
#include <map>
#include <system_error>

namespace shipit {
namespace {

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

void write_depfile(const Depfile& depfile, const Path& target,
                   const std::vector<std::string>& needs) {
  const Path folder = depfile.path.string() + ".links";
  std::map<std::string, Path> links;
  std::vector<std::string> watched;
  for (const std::string& need : needs) {
    if (depfile.reader == BuildTool::ninja && ninja_can_read(need)) {
      watched.push_back(need);
      continue;
    }
    const std::string name = sha256_hex(need).substr(0, 32);
    links[name] = need;
    watched.push_back(folder / name);
  }
  keep_links(folder, links, depfile.reader);
  write_file(depfile.path, depfile_of(target, watched));
}

}  // namespace shipit
