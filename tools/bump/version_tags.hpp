// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <version/git.hpp>
#include <version/version.hpp>

namespace shipit {

struct VersionTag {
  std::string name;  // 'v1.0.31'
  VersionNumber number;
  std::int64_t epoch = 0;  // of the tagged commit, in seconds since 1970
};

// The version that a tag's name states; without a prefix both '1.2.3' and 'v1.2.3' do.
std::optional<VersionNumber> number_in_tag(std::string_view tag, const std::string& prefix);

// The tags of versions in the history of HEAD, lowest first. One git process.
std::vector<VersionTag> version_tags(const Checkout& checkout, const std::string& prefix);

// The release whose changes a changelog of `number` begins after: for a release the highest release
// below it, for a pre-release the highest version. `tags` are sorted.
std::optional<VersionTag> predecessor(const std::vector<VersionTag>& tags,
                                      const VersionNumber& number);

}  // namespace shipit
