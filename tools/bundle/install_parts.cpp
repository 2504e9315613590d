// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/walk.hpp>
#include <bundle/install_parts.hpp>
#include <bundle/install_run.hpp>
#include <set>

namespace shipit {

Installed install_parts(const StageRequest& request) {
  if (request.packages.empty()) return {.paths = run_install(request), .packages = {}};
  Installed installed;
  // Kept files are there before the rule that they come from runs; every one of them is listed.
  std::set<std::string> before;
  for (const Found& found : walk(request.stage)) before.insert(found.path);
  for (const std::string& component : request.components) {
    const std::string& package = request.packages.at(component);
    StageRequest part = request;
    part.components = {component};
    for (std::string& path : run_install(part)) {
      std::vector<std::string>& packages = installed.packages[path];
      if (std::ranges::find(packages, package) == packages.end()) packages.push_back(package);
      installed.paths.push_back(std::move(path));
    }
    for (const Found& found : walk(request.stage))
      if (!before.contains(found.path))
        installed.packages.try_emplace("/" + found.path, std::vector{package});
  }
  return installed;
}

}  // namespace shipit
