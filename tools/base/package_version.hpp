// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>

namespace shipit {

// A package of npm's or Debian's.
struct PackageVersion {
  std::string name;
  std::string version;  // empty: it says none

  // NOLINTNEXTLINE(modernize-use-nullptr): it means what the compiler makes of this
  auto operator<=>(const PackageVersion&) const = default;
};

using PackageVersions = std::set<PackageVersion>;

// Which package one alternative of a Debian relation names: 'libc6' of ' libc6:any (>= 2.36)'.
std::string related_package(std::string_view alternative);

}  // namespace shipit
