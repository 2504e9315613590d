// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <release/release.hpp>
#include <string>

namespace shipit {

// Package URLs (ECMA-427): of the release, 'pkg:generic/hello@1.0.32', and of one of its .debs,
// named by the file, 'pkg:deb/hello@1.0.32?arch=amd64'.
std::string generic_purl(const Release& release);
std::string debian_purl(const std::string& file, const Release& release);

}  // namespace shipit
