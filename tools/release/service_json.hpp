// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <release/document_part.hpp>
#include <release/release.hpp>
#include <string>

namespace shipit {

// Of a service as its own host reaches it.
std::string local_origin(unsigned port);

// A service as deploy.json says it, and the same read again. `version` is what a healthy one says
// of itself.
Json to_json(const Service& service, const std::string& version);
Service read_service(const DocumentPart& part);

}  // namespace shipit
