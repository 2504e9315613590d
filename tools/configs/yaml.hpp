// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// Reads YAML 1.1, of one document or several, and keeps nothing: an Error
// '<origin>:<line>:<column>: <why>' where it breaks, where a mapping has a scalar key twice (YAML
// 1.2, 3.2.1.1; '<<' may come again), and where an alias names no anchor above it. What types the
// scalars have is not asked, and tags are not known. Wraps libyaml.
void check_yaml(std::string_view text, std::string_view origin);

}  // namespace shipit
