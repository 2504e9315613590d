// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shipit {

// A foreign text as a terminal may have it: control characters, what is no UTF-8, and the marks
// that turn the direction of writing are written as \xNN.
std::string printable(std::string_view text);

// "512 B", "1.2 kB", "45.6 MB": powers of 1000.
std::string readable_size(std::uint64_t bytes);

}  // namespace shipit
