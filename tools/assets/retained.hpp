// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A file that stays served as long as a release that is kept names it.
struct RetainedFile {
  std::uint64_t size = 0;
  std::string sha256;  // hexadecimal
  // What is served in its place to who understands it: ".br", ".gz" or ".zst", with its size.
  std::map<std::string, std::uint64_t> variants{};

  bool operator==(const RetainedFile&) const = default;
};

// The digested files of one manifest, by their digested paths.
using RetainedFiles = std::map<std::string, RetainedFile>;

struct RetainedRelease {
  std::string from;  // the folder that it came from, for messages
  RetainedFiles files;
};

// What of a manifest (schema 1) is to be retained. It comes from elsewhere, so an Error for
// whatever has no digest at the place where this pipeline puts it, or could lead out of its folder.
RetainedFiles retained_files(const Json& manifest, std::string_view origin);

// What is kept, the current release first. The journal is a file in the served folder.
std::vector<RetainedRelease> read_journal(const Json& journal, std::string_view origin);
Json journal_of(const std::vector<RetainedRelease>& kept);

// `kept` with `current` at its front. A release with the same files counts once: after a way back,
// and when only the program has changed.
std::vector<RetainedRelease> with_current(std::vector<RetainedRelease> kept,
                                          RetainedRelease current);

// Every file that one of `kept` names. An Error when two of them want other bytes by one name.
RetainedFiles united(const std::vector<RetainedRelease>& kept);

// The file that a path is the compressed form of, or the path itself.
std::string without_suffix(std::string_view path);

// Whether a path has a digest where this pipeline puts it, or is the variant of one that has.
bool has_digested_name(std::string_view path);

}  // namespace shipit
