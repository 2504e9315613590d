// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/stage_request.hpp>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// What install rules wrote.
struct Installed {
  std::vector<std::string> paths;  // as of run_install()

  // The packages that want a path on the host, in the order of the request's components: of a file
  // all whose rules list it or whose scripts wrote it, of a folder the first.
  std::map<std::string, std::vector<std::string>> packages;
};

// Runs the rules of the request's components; one after the other, where it has packages.
Installed install_parts(const StageRequest& request);

}  // namespace shipit
