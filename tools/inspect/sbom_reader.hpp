// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <inspect/inspected.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// What a bill of materials says: CycloneDX in JSON, of any version and anybody's. What it is about,
// and its components, each by its purl, else by name and version, with the place where it lies.
// nullopt for JSON that is none; an Error names `origin` and the member that isn't as it should be.
std::optional<Inspected> read_sbom(std::string_view text, const std::string& origin);

// The same of a file; one of over 64 MiB is none.
std::optional<Inspected> read_sbom(const Path& file);

}  // namespace shipit
