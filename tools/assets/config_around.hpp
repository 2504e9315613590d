// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <map>
#include <optional>
#include <string>

namespace shipit {

// What tells esbuild how to read a script, apart from the script: the contents of package.json,
// tsconfig.json and jsconfig.json in its folder and all above it.
class ConfigAround {
 public:
  // A text that is another when any of that is; nothing when they lead to files elsewhere. Each
  // folder is looked at once.
  const std::optional<std::string>& digest(const Path& folder);

 private:
  std::optional<std::string> look(const Path& folder);

  std::map<std::string, std::optional<std::string>> known_;  // by folder
};

}  // namespace shipit
