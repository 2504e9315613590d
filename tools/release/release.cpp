// SPDX-License-Identifier: Apache-2.0
#include <release/release.hpp>

namespace shipit {

std::string archive_stem(const Release& release) {
  return release.name + "-" + semver(release.version) + "-" + release.system + "-" +
         release.architecture;
}

std::string deb_name(const std::string& package, const Release& release) {
  return package + "_" + debian_version(release.version) + "_" + release.architecture + ".deb";
}

}  // namespace shipit
