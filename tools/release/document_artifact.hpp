// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <base/json.hpp>
#include <release/release.hpp>

namespace shipit {

// Writes a document of a release into `folder` and adds it to the artifacts. `artifact`: its name,
// kind and media type; the rest comes from what is written.
void add_document(const Path& folder, const Json& document, Artifact artifact, Release& release);

}  // namespace shipit
