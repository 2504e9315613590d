// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <string_view>
#include <vector>

namespace shipit {

// The references of a web application manifest (W3C, "Web Application Manifest"), in order: every
// "src" of an icon or a screenshot (musts), and the pages that it leads to by "start_url", "url"
// and "action" (mays). What is no JSON has none.
std::vector<Reference> webmanifest_references(std::string_view manifest);

}  // namespace shipit
