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

// What commits past a tag are called: builds after the last version, builds before the next one, or
// the tag's version still.
enum class VersionScheme { post, next, tag };
std::string_view to_text(VersionScheme scheme);                            // "POST", "NEXT", "TAG"
std::optional<VersionScheme> parse_version_scheme(std::string_view word);  // in any case

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
  VersionScheme scheme = VersionScheme::post;
  VersionSource source = VersionSource::fallback;
};

// "1.2.3" or "1.2.3-rc.1"; "1.2" counts as "1.2.0", and leading zeros of numbers do not count.
// nullopt when the text is no such number.
std::optional<VersionNumber> parse_number(std::string_view text);

// Precedence as Semantic Versioning 2.0.0 item 11 orders it: negative, zero or positive.
int compare(const VersionNumber& a, const VersionNumber& b);

// A full version as semver() writes it, which makes the same text of it again as far as ShipIt has
// written it. Other build metadata is allowed and dropped.
std::optional<Version> parse_version(std::string_view text);

// The first 12 digits of the commit, or nothing when it is no hexadecimal number.
std::string short_commit(const Version& version);

// The number to show: the tag's, or with NEXT past a release "1.0.32-0.dev" of the release to come.
// It changes with a tag (with NEXT also at the first commit after one), not with every commit.
VersionNumber shown_number(const Version& version);

// The version whose shown_number() is `shown`; what was no pre-release of NEXT's is itself.
VersionNumber tagged_number(const VersionNumber& shown, VersionScheme scheme);

// The renderings (spelling.cpp); the table with reasons is in docs/manual/versions.md.
std::string to_text(const VersionNumber& number);    // 1.0.32, 1.0.32-rc.1
std::string semver(const Version& version);          // 1.0.31+5.g0123456789ab
std::string debian_version(const Version& version);  // 1.0.32~rc.1, ordered as dpkg orders
std::string cmake_version(const Version& version);   // 1.0.32, what project(VERSION) accepts
std::string pep440(const Version& version);          // 1.0.31.post5+g0123456789ab

// A fourth number that orders builds: the distance, or 0 where that would put a build above the
// release it comes before (pre-releases, NEXT) or the scheme hides it (TAG).
unsigned tweak(const Version& version);

// 1,0,31,5: FILEVERSION of a Windows resource. The tag's numbers and the distance, which is 0 for
// pre-releases and under TAG. A field has 16 bits: what is larger becomes 65535, so that it never
// sorts below an older build as its lower bits alone might; such builds tie.
std::string windows_version(const Version& version);

}  // namespace shipit
