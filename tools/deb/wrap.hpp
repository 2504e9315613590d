// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// The words of `text` in lines of at most `columns` characters of UTF-8; a longer word has a line
// of its own.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace shipit
