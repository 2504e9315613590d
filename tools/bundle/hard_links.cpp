// SPDX-License-Identifier: Apache-2.0
#include <bundle/hard_links.hpp>
#include <bundle/links.hpp>

namespace shipit {
namespace {

std::string top_of(const std::string& path) { return path.substr(0, path.find('/')); }

}  // namespace

// The paths that become links, and to what.
void HardLinks::add_targets(const std::vector<Name>& names,
                            std::map<std::string, std::string>& to) {
  // By package and top folder, then by path on the host.
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::string>> all;
  for (const auto& [path, package] : names) {
    const std::string place = host_path(path);
    if (top_of(place) != "etc") all[{package, top_of(place)}].emplace(place, path);
  }
  for (const auto& [where, together] : all)
    for (const auto& [place, path] : together)
      if (path != together.begin()->second) to.emplace(path, together.begin()->second);
}

void HardLinks::add(dev_t device, ino_t inode, std::string path, std::string package) {
  names_[{device, inode}].push_back({std::move(path), std::move(package)});
}

void HardLinks::settle(std::vector<Entry>& entries) const {
  std::map<std::string, std::string> targets;
  for (const auto& [id, names] : names_)
    if (names.size() > 1) add_targets(names, targets);
  if (targets.empty()) return;
  for (Entry& entry : entries)
    if (const auto found = targets.find(entry.path); found != targets.end())
      entry.link = found->second;
}

}  // namespace shipit
