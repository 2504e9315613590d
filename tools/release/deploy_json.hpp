// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <release/release.hpp>

namespace shipit {

// The release as deploy.json says it: packaging/schema/deploy-1.schema.json. Nothing in it depends
// on where or when it is written.
Json deploy_json(const Release& release);

// Seconds since 1970 as RFC 3339 in UTC: "2026-01-31T12:00:00Z".
std::string utc_time(std::int64_t epoch);

}  // namespace shipit
