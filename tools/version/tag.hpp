// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <version/version.hpp>

namespace shipit {

// An Error when `prefix` has characters that could mean something to git.
void check_tag_prefix(const std::string& prefix);

// The patterns, as git's --match takes them, of tags that may be versions.
std::vector<std::string> tag_patterns(const std::string& prefix);

// The number that a tag stands for; without a prefix "1.2.3" and "v1.2.3" are the same.
std::optional<VersionNumber> number_of_tag(std::string_view tag, const std::string& prefix);

// Of several versions on one commit (1.0.0-rc.2 that became 1.0.0) the tag of the highest; "" when
// none is a version.
std::string highest_tag(const std::vector<std::string>& tags, const std::string& prefix);

}  // namespace shipit
