// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// Seconds since 1970 as RFC 3339 in UTC: "2026-01-31T12:00:00Z".
std::string utc_time(std::int64_t epoch);

// The reverse; nullopt when the text has another form.
std::optional<std::int64_t> parse_utc_time(std::string_view text);

}  // namespace shipit
