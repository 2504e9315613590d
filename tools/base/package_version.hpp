// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <set>
#include <string>

namespace shipit {

// A package of npm's or Debian's.
struct PackageVersion {
  std::string name;
  std::string version;  // empty: it says none

  auto operator<=>(const PackageVersion&) const = default;
};

using PackageVersions = std::set<PackageVersion>;

}  // namespace shipit
