// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/stamp.hpp>
#include <base/walk.hpp>
#include <bundle/install_parts.hpp>
#include <bundle/install_run.hpp>

namespace shipit {
namespace {

using Stamps = std::map<std::string, Stamp>;

// Without the time that another name, or another mode, changes as well; of folders nothing.
Stamps stamps_in(const Path& folder) {
  Stamps stamps;
  for (const Found& found : walk(folder)) {
    struct stat status {};
    Stamp& stamp = stamps[found.path];
    if (found.kind == FileKind::folder || lstat((folder / found.path).c_str(), &status) != 0)
      continue;
    stamp = stamp_from(status);
    stamp.ctime = 0;
  }
  return stamps;
}

}  // namespace

Installed install_parts(const StageRequest& request) {
  if (request.packages.empty()) return {.paths = run_install(request), .packages = {}};
  Installed installed;
  const auto claim = [&](const std::string& path, const std::string& package) {
    std::vector<std::string>& packages = installed.packages[path];
    if (std::ranges::find(packages, package) == packages.end()) packages.push_back(package);
  };
  // Kept files are there before the rule that they come from runs; every one of them is listed.
  // What scripts write nobody lists.
  Stamps before = stamps_in(request.stage);
  for (const std::string& component : request.components) {
    const std::string& package = request.packages.at(component);
    StageRequest part = request;
    part.components = {component};
    for (std::string& path : run_install(part)) {
      claim(path, package);
      installed.paths.push_back(std::move(path));
    }
    Stamps after = stamps_in(request.stage);
    for (const auto& [path, stamp] : after)
      if (const auto known = before.find(path); known == before.end() || known->second != stamp)
        claim("/" + path, package);
    before = std::move(after);
  }
  return installed;
}

}  // namespace shipit
