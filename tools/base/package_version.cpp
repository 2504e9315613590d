// SPDX-License-Identifier: Apache-2.0
#include <base/package_version.hpp>
#include <base/text.hpp>

namespace shipit {

std::string related_package(std::string_view alternative) {
  const std::string_view one = trim(alternative);
  return std::string(one.substr(0, one.find_first_of(" :(")));
}

}  // namespace shipit
