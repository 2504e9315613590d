// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace shipit {

inline constexpr const char* checksums_name = "SHA256SUMS";

// SHA256SUMS, as sha256sum(1) --check reads it: file names to hexadecimal digests, sorted.
std::string render_checksums(const std::map<std::string, std::string>& digests);

// The names and digests in such a text; lines of another form are passed over.
std::map<std::string, std::string> parse_checksums(std::string_view text);

}  // namespace shipit
