// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <charconv>
#include <utility>
#include <vector>
#include <version/version.hpp>

namespace shipit {
namespace {

constexpr std::pair<std::string_view, VersionSource> kSources[] = {
    {"override", VersionSource::override_},
    {"git", VersionSource::git},
    {"archive", VersionSource::archive},
    {"file", VersionSource::file},
    {"fallback", VersionSource::fallback}};

constexpr std::pair<std::string_view, VersionScheme> kSchemes[] = {
    {"POST", VersionScheme::post}, {"NEXT", VersionScheme::next}, {"TAG", VersionScheme::tag}};

std::optional<unsigned> parse_unsigned(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

// SemVer 2.0.0 item 9: dot-separated identifiers of letters, digits and hyphens.
bool is_identifiers(std::string_view text) {
  for (const std::string& piece : split(text, '.')) {
    const auto allowed = [](char c) { return is_alnum(c) || c == '-'; };
    if (piece.empty() || !std::all_of(piece.begin(), piece.end(), allowed)) return false;
  }
  return true;
}

bool is_numeric(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Item 9 forbids leading zeros, and people tag "1.0.0-rc.01" all the same.
std::string without_zeros(const std::string& prerelease) {
  std::vector<std::string> pieces = split(prerelease, '.');
  for (std::string& piece : pieces)
    if (is_numeric(piece)) piece.erase(0, std::min(piece.find_first_not_of('0'), piece.size() - 1));
  return join(pieces, ".");
}

int order(const auto& x, const auto& y) { return x < y ? -1 : x > y ? 1 : 0; }

// Numbers of any length compare as numbers, and come before words.
int compare_identifiers(const std::string& a, const std::string& b) {
  const bool both = is_numeric(a) && is_numeric(b);
  if (!both && (is_numeric(a) || is_numeric(b))) return is_numeric(a) ? -1 : 1;
  if (both && a.size() != b.size()) return order(a.size(), b.size());
  return order(a, b);
}

constexpr std::string_view kNext = "0.dev";

// What stands before "+g<commit>" holds the distance of a pre-release in its last piece.
void take_distance(Version& version) {
  const std::size_t dot = version.number.prerelease.rfind('.');
  if (dot == std::string::npos) return;
  const std::optional<unsigned> distance =
      parse_unsigned(std::string_view(version.number.prerelease).substr(dot + 1));
  if (!distance || *distance == 0) return;
  version.distance = *distance;
  version.number.prerelease.resize(dot);
  if (version.number.prerelease == kNext) version.scheme = VersionScheme::next;
  version.number = tagged_number(version.number, version.scheme);
}

void read_metadata(std::string_view metadata, Version& version) {
  std::vector<std::string> pieces = split(metadata, '.');
  if (!pieces.empty() && pieces.back() == "dirty") {
    version.dirty = true;
    pieces.pop_back();
  }
  if (pieces.empty() || pieces.back().size() < 2 || pieces.back()[0] != 'g') return;
  version.commit = pieces.back().substr(1);
  if (short_commit(version).empty()) version.commit.clear();
  if (pieces.size() == 2) version.distance = parse_unsigned(pieces[0]).value_or(0);
  if (pieces.size() == 1 && !version.commit.empty()) take_distance(version);
}

}  // namespace

std::string_view to_text(VersionSource source) {
  for (const auto& [word, value] : kSources)
    if (value == source) return word;
  return "";
}

std::optional<VersionSource> parse_version_source(std::string_view word) {
  for (const auto& [known, value] : kSources)
    if (known == word) return value;
  return {};
}

std::string_view to_text(VersionScheme scheme) {
  for (const auto& [word, value] : kSchemes)
    if (value == scheme) return word;
  return "";
}

std::optional<VersionScheme> parse_version_scheme(std::string_view word) {
  for (const auto& [known, value] : kSchemes)
    if (to_lower(known) == to_lower(word)) return value;
  return {};
}

std::optional<VersionNumber> parse_number(std::string_view text) {
  VersionNumber number;
  const std::size_t hyphen = text.find('-');
  if (hyphen != std::string_view::npos) {
    number.prerelease = text.substr(hyphen + 1);
    if (!is_identifiers(number.prerelease)) return {};
    number.prerelease = without_zeros(number.prerelease);
  }
  const std::vector<std::string> pieces = split(text.substr(0, hyphen), '.');
  if (pieces.size() < 2 || pieces.size() > 3) return {};
  std::vector<unsigned> values;
  for (const std::string& piece : pieces) {
    const std::optional<unsigned> value = parse_unsigned(piece);
    if (!value) return {};
    values.push_back(*value);
  }
  values.resize(3, 0);
  number.major = values[0];
  number.minor = values[1];
  number.patch = values[2];
  return number;
}

int compare(const VersionNumber& a, const VersionNumber& b) {
  for (const int result :
       {order(a.major, b.major), order(a.minor, b.minor), order(a.patch, b.patch)})
    if (result != 0) return result;
  // A release comes after its pre-releases.
  if (a.prerelease.empty() || b.prerelease.empty())
    return order(a.prerelease.empty(), b.prerelease.empty());
  const std::vector<std::string> left = split(a.prerelease, '.');
  const std::vector<std::string> right = split(b.prerelease, '.');
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    const int result = compare_identifiers(left[i], right[i]);
    if (result != 0) return result;
  }
  return order(left.size(), right.size());
}

std::optional<Version> parse_version(std::string_view text) {
  const std::size_t plus = text.find('+');
  const std::optional<VersionNumber> number = parse_number(text.substr(0, plus));
  if (!number) return {};
  Version version;
  version.number = *number;
  if (plus != std::string_view::npos) {
    if (!is_identifiers(text.substr(plus + 1))) return {};
    read_metadata(text.substr(plus + 1), version);
  }
  return version;
}

std::string short_commit(const Version& version) {
  const auto is_hex = [](char c) { return hex_value(c) >= 0; };
  const bool known = std::all_of(version.commit.begin(), version.commit.end(), is_hex);
  return known ? version.commit.substr(0, 12) : "";
}

VersionNumber shown_number(const Version& version) {
  VersionNumber number = version.number;
  const bool next = version.scheme == VersionScheme::next && version.distance > 0;
  if (!next || !number.prerelease.empty()) return number;
  ++number.patch;
  number.prerelease = kNext;
  return number;
}

VersionNumber tagged_number(const VersionNumber& shown, VersionScheme scheme) {
  VersionNumber number = shown;
  if (scheme != VersionScheme::next || number.prerelease != kNext || number.patch == 0)
    return number;
  --number.patch;
  number.prerelease.clear();
  return number;
}

}  // namespace shipit
