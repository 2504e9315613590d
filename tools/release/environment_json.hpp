// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <release/document_part.hpp>
#include <release/environment.hpp>
#include <string>

namespace shipit {

// The pieces of deploy.json that are about where a release runs, and the same read again: an Error
// names the document and the member. `version` is what a healthy release says of itself.
Json to_json(const ReleasedFile& file);
Json to_json(const Environment& environment, const std::string& version);

// A text that may be empty, which is null in deploy.json.
Json text_or_null(const std::string& text);

ReleasedFile read_released_file(const DocumentPart& part);
Environment read_environment(const DocumentPart& part);

}  // namespace shipit
