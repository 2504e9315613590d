// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// Where a version came from, in the order in which the sources are asked.
enum class VersionSource { override_, git, archive, file, fallback };
std::string_view to_text(VersionSource source);
std::optional<VersionSource> parse_version_source(std::string_view word);

// The numbers of a release: Semantic Versioning 2.0.0 without build metadata.
struct VersionNumber {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned patch = 0;
  std::string prerelease;  // "rc.1", or empty
};

// One state of a checkout; every rendering of a version is computed from it.
struct Version {
  VersionNumber number;
  unsigned distance = 0;   // commits since the tag
  std::string tag;         // "v1.0.32"; empty when no tag was involved
  std::string commit;      // 40 or 64 hexadecimal digits; empty when unknown
  std::int64_t epoch = 0;  // commit time in seconds since 1970; 0 when unknown
  bool dirty = false;      // tracked files differ from the commit
  VersionSource source = VersionSource::fallback;
};

// "1.2.3" or "1.2.3-rc.1"; "1.2" counts as "1.2.0". nullopt when the text is no such number.
std::optional<VersionNumber> parse_number(std::string_view text);

// Precedence as Semantic Versioning 2.0.0 item 11 orders it: negative, zero or positive.
int compare(const VersionNumber& a, const VersionNumber& b);

// A full version as semver() writes it: build metadata "5.g<commit>" and "dirty" are understood.
std::optional<Version> parse_version(std::string_view text);

// The first 12 digits of the commit, or nothing.
std::string short_commit(const Version& version);

// The renderings; the table with reasons is in docs/manual/versions.md.
std::string semver(const Version& version);          // 1.0.31+5.g0123456789ab
std::string debian_version(const Version& version);  // 1.0.32~rc.1, ordered as dpkg orders
std::string cmake_version(const Version& version);   // 1.0.32, what project(VERSION) accepts
std::string pep440(const Version& version);          // 1.0.31.post5+g0123456789ab

}  // namespace shipit
