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

std::string numbers(const VersionNumber& number) {
  return std::to_string(number.major) + "." + std::to_string(number.minor) + "." +
         std::to_string(number.patch);
}

// "5.gabc.dirty", as much of it as there is to say.
std::string metadata(const Version& version, bool with_distance) {
  std::vector<std::string> pieces;
  if (version.distance > 0 && with_distance) pieces.push_back(std::to_string(version.distance));
  if (version.distance > 0) pieces.push_back("g" + short_commit(version));
  if (version.dirty) pieces.emplace_back("dirty");
  return join(pieces, ".");
}

std::string with_metadata(const std::string& version, const std::string& metadata) {
  return metadata.empty() ? version : version + "+" + metadata;
}

// PEP 440 knows a, b, rc and dev with one number; "" when the pre-release can't be said in it.
std::string pep440_prerelease(std::string_view prerelease) {
  const std::size_t dot = prerelease.find('.');
  const std::string word = to_lower(prerelease.substr(0, dot));
  const std::string_view rest =
      dot == std::string_view::npos ? std::string_view("0") : prerelease.substr(dot + 1);
  if (!parse_unsigned(rest)) return "";
  if (word == "a" || word == "alpha") return "a" + std::string(rest);
  if (word == "b" || word == "beta") return "b" + std::string(rest);
  if (word == "rc") return "rc" + std::string(rest);
  if (word == "dev") return ".dev" + std::string(rest);
  return "";
}

void read_metadata(std::string_view metadata, Version& version) {
  std::vector<std::string> pieces = split(metadata, '.');
  if (!pieces.empty() && pieces.back() == "dirty") {
    version.dirty = true;
    pieces.pop_back();
  }
  if (pieces.size() == 2 && pieces[1].starts_with('g')) {
    version.distance = parse_unsigned(pieces[0]).value_or(0);
    version.commit = pieces[1].substr(1);
  }
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

std::optional<VersionNumber> parse_number(std::string_view text) {
  VersionNumber number;
  const std::size_t hyphen = text.find('-');
  if (hyphen != std::string_view::npos) {
    number.prerelease = text.substr(hyphen + 1);
    if (!is_identifiers(number.prerelease)) return {};
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
  const auto order = [](const auto& x, const auto& y) { return x < y ? -1 : x > y ? 1 : 0; };
  for (const int result :
       {order(a.major, b.major), order(a.minor, b.minor), order(a.patch, b.patch)})
    if (result != 0) return result;
  // A release comes after its pre-releases.
  if (a.prerelease.empty() || b.prerelease.empty())
    return order(a.prerelease.empty(), b.prerelease.empty());
  const std::vector<std::string> left = split(a.prerelease, '.');
  const std::vector<std::string> right = split(b.prerelease, '.');
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    const std::optional<unsigned> x = parse_unsigned(left[i]);
    const std::optional<unsigned> y = parse_unsigned(right[i]);
    const int result = x && y   ? order(*x, *y)
                       : x || y ? order(y.has_value(), x.has_value())
                                : order(left[i], right[i]);
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

std::string short_commit(const Version& version) { return version.commit.substr(0, 12); }

std::string semver(const Version& version) {
  std::string text = numbers(version.number);
  if (version.number.prerelease.empty()) return with_metadata(text, metadata(version, true));
  text += "-" + version.number.prerelease;
  if (version.distance > 0) text += "." + std::to_string(version.distance);
  return with_metadata(text, metadata(version, false));
}

std::string debian_version(const Version& version) {
  std::string text = numbers(version.number);
  // '~' sorts before everything in dpkg's order, and '-' would begin a Debian revision.
  if (!version.number.prerelease.empty())
    text += "~" + replace_all(version.number.prerelease, "-", ".");
  return with_metadata(text, metadata(version, true));
}

std::string cmake_version(const Version& version) { return numbers(version.number); }

std::string pep440(const Version& version) {
  std::string text = numbers(version.number);
  std::string local = metadata(version, false);
  if (!version.number.prerelease.empty()) {
    const std::string prerelease = pep440_prerelease(version.number.prerelease);
    text += prerelease.empty() ? ".dev0" : prerelease;
    if (prerelease.empty())
      local = replace_all(version.number.prerelease, "-", ".") + (local.empty() ? "" : ".") + local;
  }
  if (version.distance > 0 && text.find(".dev") == std::string::npos)
    text += ".post" + std::to_string(version.distance);
  return with_metadata(text, local);
}

}  // namespace shipit
