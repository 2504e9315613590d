// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/facts.hpp>
#include <assets/known_files.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Begins the key of a source: one file may be published by two names, and be read in another
// language by each.
inline char digit_of(Language language) {
  return static_cast<char>('0' + static_cast<int>(language));
}

// What was found in a source when it had that stamp.
struct KnownSource {
  Stamp stamp;
  SourceFacts facts;
};

// What an output holds as long as it has that stamp: anything that names the bytes.
struct KnownOutput {
  Stamp stamp;
  std::string identity;
};

// A build that need not be done again as long as what it read, what it would have read had it been
// there, and what it made are as they were.
struct KeptBuild {
  std::string settings;            // a digest of all that the user asked for
  Sights sights;                   // but for what the index has of sources and outputs
  std::string manifest;            // the raw SHA-256 of its bytes, for its time means nothing
  std::vector<std::string> needs;  // for the depfile
  std::uint64_t files = 0;
  std::vector<std::string> warnings;
};

// What a build leaves beside its output for the next one.
struct Index {
  KnownList<KnownSource> sources;  // by digit_of() its language and its path
  KnownList<KnownOutput> outputs;  // by absolute path
  std::optional<KeptBuild> last_build;
};

// `tool`: what wrote it. What another tool wrote, or is damaged, counts for nothing.
std::string packed(const Index& index, std::string_view tool);
Index unpacked(std::string_view bytes, std::string_view tool);

// A part of something sealed: without a digest of its own.
std::string packed(const SourceFacts& facts);
std::optional<SourceFacts> unpacked_facts(std::string_view bytes);

}  // namespace shipit
