// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <release/release.hpp>

namespace shipit {

inline constexpr const char* document_name = "deploy.json";

// The release as deploy.json says it: packaging/schema/deploy-1.schema.json. Nothing in it depends
// on where or when it is written.
Json deploy_json(const Release& release);

}  // namespace shipit
