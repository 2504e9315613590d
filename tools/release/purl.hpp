// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <release/release.hpp>
#include <string>

namespace shipit {

// Package URLs (ECMA-427): of the release, 'pkg:generic/hello@1.0.32', and of one of its .debs,
// named by the file, 'pkg:deb/hello@1.0.32?arch=amd64'.
std::string generic_purl(const Release& release);
std::string debian_purl(const std::string& file, const Release& release);

// Of a package of the distribution that the release was built on, Debian unless that is known:
// 'pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?distro=bookworm'.
std::string distribution_purl(const PackageVersion& package, const Release& release);

// A name of npm's: its scope, which may be empty, and the rest; '@fontsource' and 'inter'.
struct NpmName {
  std::string scope;
  std::string rest;
};
NpmName npm_name(const std::string& name);

// Of a package of npm's: 'pkg:npm/%40fontsource/inter@5.3.0'.
std::string npm_purl(const PackageVersion& package);

}  // namespace shipit
