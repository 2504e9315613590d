// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/published.hpp>
#include <string>

namespace shipit {

// A C++17 header of what is published, in a namespace such as "acme::web": asset() and
// find_asset(). asset() is consteval in C++20, so that a path that is not there does not compile.
std::string render_asset_header(const Published& published, const std::string& name_space);

// A Python module, for 3.6 and later: asset() and integrity().
std::string render_asset_module(const Published& published);

}  // namespace shipit
