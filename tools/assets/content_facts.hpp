// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/index.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace shipit {

// What contents say, by their SHA-256 and the language that they are read in: what one build found
// out of its sources is true of the same files in any folder.
class ContentFacts {
 public:
  // As packed_facts() has it; what is damaged tells nothing. Who keeps it keeps a digest with it.
  explicit ContentFacts(std::string packed);
  ContentFacts(const ContentFacts&) = delete;
  ContentFacts& operator=(const ContentFacts&) = delete;

  // `sha256`: raw.
  std::optional<SourceFacts> find(Language language, std::string_view sha256) const;

 private:
  std::string bytes_;
  std::unordered_map<std::string_view, std::string_view> known_;  // parts of the bytes
};

// Of all of these sources.
std::string packed_facts(const KnownList<KnownSource>& sources);

}  // namespace shipit
