// SPDX-License-Identifier: Apache-2.0
#include "layout.hpp"

namespace myservice {

Layout layout_around(const std::filesystem::path& executable) {
  const auto prefix = executable.parent_path().parent_path();
  const auto etc = prefix == "/usr" ? std::filesystem::path("/etc") : prefix / "etc";
  return {prefix / "share/myservice/static", etc / "myservice"};
}

Layout installed_layout() { return layout_around(std::filesystem::read_symlink("/proc/self/exe")); }

}  // namespace myservice
