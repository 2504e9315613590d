// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <release/release.hpp>

namespace shipit {

bool is_socket_activated(const Service& service) {
  return std::ranges::any_of(
      service.units, [](const ServiceUnit& unit) { return unit.name.ends_with(".socket"); });
}

std::string build_suffix(const Release& release) {
  const std::string type = to_lower(release.build_type);
  if (type.empty() || type == "none" || type == "release") return "";
  std::string suffix = "-";
  for (const char c : type) suffix += is_alnum(c) ? c : '-';
  return suffix;
}

std::string archive_stem(const Release& release) {
  return release.name + "-" + semver(release.version) + "-" + release.system + "-" +
         release.architecture + build_suffix(release);
}

std::string deb_name(const std::string& package, const std::string& architecture,
                     const Release& release) {
  return package + "_" + debian_version(release.version) + "_" + architecture +
         build_suffix(release) + ".deb";
}

}  // namespace shipit
