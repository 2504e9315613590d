// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <version/version.hpp>

namespace shipit {

// What was asked for on the command line.
struct NextRequest {
  std::string word{};  // 'major', 'minor', 'patch', or a version
  std::string pre{};   // 'rc': a pre-release; empty: a release
};

// The version after `present`. From 1.0.31: patch 1.0.32, minor 1.1.0, major 2.0.0; with 'rc'
// 1.0.32-rc.1, and again 1.0.32-rc.2. From 1.0.32-rc.2, patch is 1.0.32. Without a present one the
// first is 0.1.0 (major: 1.0.0). An Error for a word that is none of these, and for a version that
// is not above the present one.
VersionNumber next_version(const std::optional<VersionNumber>& present, const NextRequest& request);

}  // namespace shipit
