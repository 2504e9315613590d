// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <release/release.hpp>
#include <string>

namespace shipit {

// The artifact's kind, and its media type as IANA has it.
inline constexpr const char* sbom_kind = "sbom";
inline constexpr const char* sbom_media_type = "application/vnd.cyclonedx+json; version=1.6";

// What a bill of materials says of the project and deploy.json doesn't; each may be empty.
struct ProjectFacts {
  std::string licence;    // an expression of SPDX's, or any name
  std::string copyright;  // who holds the rights
  std::string supplier;   // who answers for the packages: 'Ops <ops@example.org>'
};

// The software bill of materials of a release whose packages are made: CycloneDX 1.6. It names the
// Debian packages that the .debs depend on, the libraries that come along, and the packages from
// npm that assets have code or files of; and by its digest each package. Its time is the release's,
// its serial number comes from what it says: the same release has the same text.
Json sbom_json(const Release& release, const ProjectFacts& project);

// "myservice-1.0.32-linux-amd64.cdx.json"
std::string sbom_name(const Release& release);

// Writes it into `folder` and adds it to the release's artifacts.
void add_sbom(const Path& folder, const ProjectFacts& project, Release& release);

}  // namespace shipit
