// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>
#include <version/git.hpp>

namespace shipit {

// A text that changes whenever HEAD's commit or any tag may have changed; costs a few stats and
// small reads, no git process. It is conservative: another text may still mean the same version.
std::string fingerprint(const Checkout& checkout);

// What to watch for a new or removed tag: files, and folders whose time changes with their entries.
std::vector<Path> tag_places(const Checkout& checkout);

}  // namespace shipit
