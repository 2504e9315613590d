// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <string_view>
#include <vector>

namespace shipit {

// The references of a style sheet, read as CSS Syntax Module Level 3 tells, in order: url(), src(),
// the strings of image-set() and @import, and the source map that a comment names. Bytes are
// bytes: a sheet need not be UTF-8.
std::vector<Reference> css_references(std::string_view sheet);

}  // namespace shipit
