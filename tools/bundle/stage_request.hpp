// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace shipit {

enum class Strip { no, yes };

struct StageRequest {
  std::string cmake = "cmake";  // the program
  Path script;                  // cmake/detail/stage.cmake
  Path build;                   // a configured and built build folder, absolute
  Path stage;                   // becomes what the host's '/' will be; absolute
  std::string config{};         // 'Release'; empty: the one that was configured
  Strip strip = Strip::no;
  std::string objcopy{};  // keeps the debug information of what is stripped; empty: nothing does
  std::string prefix = "/usr";
  std::vector<std::string> components{};          // only the rules of these; empty: of all
  std::map<std::string, std::string> packages{};  // of all components, by them; empty: one for all
  std::function<void()> before_rules{};  // called where rules have to run; its Error stops that
};

}  // namespace shipit
