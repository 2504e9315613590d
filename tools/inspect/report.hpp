// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <inspect/difference.hpp>
#include <inspect/inspected.hpp>
#include <string>

namespace shipit {

// For people: what it is, what it needs, what it brings. No byte of it is a terminal's command.
std::string report(const Inspected& found);
std::string report(const Difference& found);

// For machines: the same.
Json to_json(const Inspected& found);
Json to_json(const Difference& found);

}  // namespace shipit
