// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <charconv>
#include <vector>
#include <version/version.hpp>

namespace shipit {
namespace {

// How many commits past the tag the version tells of.
unsigned told_distance(const Version& version) {
  return version.scheme == VersionScheme::tag ? 0 : version.distance;
}

// "5.gabc.dirty", as much of it as there is to say.
std::string metadata(const Version& version, const std::string& distance) {
  std::vector<std::string> pieces;
  if (told_distance(version) > 0) {
    if (!distance.empty()) pieces.push_back(distance);
    if (const std::string commit = short_commit(version); !commit.empty())
      pieces.push_back("g" + commit);
  }
  if (version.dirty) pieces.emplace_back("dirty");
  return join(pieces, ".");
}

std::string with_metadata(const std::string& version, const std::string& metadata) {
  return metadata.empty() ? version : version + "+" + metadata;
}

bool is_next(const Version& version) {
  return version.scheme == VersionScheme::next && version.distance > 0 &&
         version.number.prerelease.empty();
}

// "rc.1", "rc1" and "rc" are a word and the digits of a number; nullopt for all else.
struct Stage {
  std::string word;
  std::string number = "0";
};

std::optional<Stage> stage_of(std::string_view prerelease) {
  const auto not_digit = [](char c) { return !is_digit(c); };
  Stage stage;
  const std::size_t digits = static_cast<std::size_t>(
      std::find_if(prerelease.rbegin(), prerelease.rend(), not_digit) - prerelease.rbegin());
  const std::string_view word = prerelease.substr(0, prerelease.size() - digits);
  stage.word = to_lower(word.ends_with('.') && digits > 0 ? word.substr(0, word.size() - 1) : word);
  if (digits > 0) stage.number = prerelease.substr(prerelease.size() - digits);
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (!std::all_of(stage.word.begin(), stage.word.end(), is_letter)) return {};
  return stage;
}

// PEP 440 knows a, b, rc and dev with one number; "" when the pre-release can't be said in it.
std::string pep440_prerelease(std::string_view prerelease) {
  const std::optional<Stage> stage = stage_of(prerelease);
  if (!stage) return "";
  if (stage->word == "a" || stage->word == "alpha") return "a" + stage->number;
  if (stage->word == "b" || stage->word == "beta") return "b" + stage->number;
  if (stage->word == "c" || stage->word == "rc") return "rc" + stage->number;
  if (stage->word == "dev") return ".dev" + stage->number;
  return "";
}

// PEP 440, local version identifiers: lower-case letters and digits between single dots.
std::string local_of(std::string_view prerelease) {
  std::vector<std::string> pieces;
  for (const std::string& piece : split(replace_all(to_lower(prerelease), "-", "."), '.'))
    if (!piece.empty()) pieces.push_back(piece);
  return join(pieces, ".");
}

std::string pep440_of_prerelease(const Version& version, const std::string& number) {
  const std::string prerelease = pep440_prerelease(version.number.prerelease);
  const std::string distance = std::to_string(told_distance(version));
  if (prerelease.starts_with(".dev"))  // nothing comes after a .dev but the local part
    return with_metadata(number + prerelease, metadata(version, distance));
  if (!prerelease.empty())
    return with_metadata(
        number + prerelease + (told_distance(version) > 0 ? ".post" + distance : ""),
        metadata(version, ""));
  // A word of the project's own: below every pre-release that Python knows.
  std::string local = local_of(version.number.prerelease);
  const std::string rest = metadata(version, "");
  if (!local.empty() && !rest.empty()) local += ".";
  return with_metadata(number + ".dev" + distance, local + rest);
}

}  // namespace

std::string to_text(const VersionNumber& number) {
  const std::string text = std::to_string(number.major) + "." + std::to_string(number.minor) + "." +
                           std::to_string(number.patch);
  return number.prerelease.empty() ? text : text + "-" + number.prerelease;
}

std::string semver(const Version& version) {
  const VersionNumber number = shown_number(version);
  const unsigned distance = told_distance(version);
  if (number.prerelease.empty())
    return with_metadata(to_text(number), metadata(version, std::to_string(distance)));
  return with_metadata(to_text(number) + (distance > 0 ? "." + std::to_string(distance) : ""),
                       metadata(version, ""));
}

std::string debian_version(const Version& version) {
  const VersionNumber& tagged = version.number;
  const std::string distance = std::to_string(told_distance(version));
  // '~' sorts before everything in dpkg's order, and '-' would begin a Debian revision.
  if (is_next(version))
    return with_metadata(cmake_version(version) + "~0.dev." + distance, metadata(version, ""));
  std::string text = cmake_version(version);
  if (!tagged.prerelease.empty()) text += "~" + replace_all(tagged.prerelease, "-", ".");
  return with_metadata(text, metadata(version, distance));
}

std::string cmake_version(const Version& version) {
  VersionNumber number = shown_number(version);
  number.prerelease.clear();
  return to_text(number);
}

std::string pep440(const Version& version) {
  const std::string number = cmake_version(version);
  const std::string distance = std::to_string(told_distance(version));
  if (is_next(version)) return with_metadata(number + ".dev" + distance, metadata(version, ""));
  if (!version.number.prerelease.empty()) return pep440_of_prerelease(version, number);
  return with_metadata(number + (told_distance(version) > 0 ? ".post" + distance : ""),
                       metadata(version, ""));
}

unsigned tweak(const Version& version) {
  const bool counts = version.scheme == VersionScheme::post && version.number.prerelease.empty();
  return counts ? version.distance : 0;
}

std::string windows_version(const Version& version) {
  const auto field = [](unsigned value) { return std::to_string(std::min(value, 65535U)); };
  const VersionNumber& number = version.number;
  return field(number.major) + "," + field(number.minor) + "," + field(number.patch) + "," +
         field(number.prerelease.empty() ? told_distance(version) : 0);
}

}  // namespace shipit
