// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace shipit {

// One independent zstd frame (RFC 8878) that holds `content`, with its size in the header and a
// checksum at the end. The same content and level give the same bytes. Wraps libzstd.
std::string zstd_frame(std::string_view content, int level);

}  // namespace shipit
