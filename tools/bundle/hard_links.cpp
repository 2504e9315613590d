// SPDX-License-Identifier: Apache-2.0
#include <bundle/hard_links.hpp>
#include <bundle/links.hpp>

namespace shipit {
namespace {

std::string top_of(const std::string& path) { return path.substr(0, path.find('/')); }

// The paths that become links, and to what.
void add_targets(const std::vector<std::string>& paths, std::map<std::string, std::string>& to) {
  std::map<std::string, std::map<std::string, std::string>> by_top;  // by path on the host
  for (const std::string& path : paths) {
    const std::string place = host_path(path);
    if (top_of(place) != "etc") by_top[top_of(place)].emplace(place, path);
  }
  for (const auto& [top, together] : by_top)
    for (const auto& [place, path] : together)
      if (path != together.begin()->second) to.emplace(path, together.begin()->second);
}

}  // namespace

void HardLinks::add(dev_t device, ino_t inode, std::string path) {
  paths_[{device, inode}].push_back(std::move(path));
}

void HardLinks::settle(std::vector<Entry>& entries) const {
  std::map<std::string, std::string> targets;
  for (const auto& [id, paths] : paths_)
    if (paths.size() > 1) add_targets(paths, targets);
  if (targets.empty()) return;
  for (Entry& entry : entries)
    if (const auto found = targets.find(entry.path); found != targets.end())
      entry.link = found->second;
}

}  // namespace shipit
