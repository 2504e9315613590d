// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/stamp.hpp>
#include <map>
#include <release/release.hpp>
#include <string>

namespace shipit {

// A published artifact, and what it was made of.
struct RecordedArtifact {
  std::string key;  // a digest of all that decides its bytes
  Artifact artifact;
  Stamp stamp;  // of the file as it was published
};

// By their names.
using ArtifactRecord = std::map<std::string, RecordedArtifact>;

// The artifacts that lie in `output` as `file` says; none when there is no such record, or no whole
// one.
ArtifactRecord read_artifact_record(const Path& file, const Path& output);

// Writes down artifacts that have just been published in `output`; `keys` are by their names.
void write_artifact_record(const Path& file, const Path& output, const Release& release,
                           const std::map<std::string, std::string>& keys);

}  // namespace shipit
