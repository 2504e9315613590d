// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace myservice {

/// The text without spaces, tabs and carriage returns at both ends.
std::string_view trim(std::string_view text);

/// The text as it may stand in HTML, in an element or in a quoted attribute.
std::string html(std::string_view text);

/// The text as a JSON string, with its quotes.
std::string json(std::string_view text);

/// The text as a field of a CSV line (RFC 4180), with its quotes.
std::string csv(std::string_view text);

/// A port from 0 (which means any free one) to 65535, or nothing if the text isn't one.
std::optional<int> parse_port(std::string_view text);

}  // namespace myservice
