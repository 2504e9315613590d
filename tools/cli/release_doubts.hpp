// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <release/release.hpp>
#include <string>

namespace shipit {

// Whether a release of a checkout with edits that are in no commit is let pass.
enum class Dirt { refused, allowed };

// Says on stderr why a release may not be one for users: it was packaged with edits that no commit
// has, or is a Debug build. `verb` is who says it: "deploy".
void warn_of_doubts(const std::string& verb, const Release& release);

// The same, but an Error for one with edits, unless they are allowed.
void check_doubts(const std::string& verb, const Release& release, Dirt dirt);

}  // namespace shipit
