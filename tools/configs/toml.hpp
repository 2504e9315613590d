// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// Reads TOML 1.0 and keeps nothing: an Error '<origin>:<line>:<column>: <why>' where it breaks.
// Wraps toml++.
void check_toml(std::string_view text, std::string_view origin);

}  // namespace shipit
