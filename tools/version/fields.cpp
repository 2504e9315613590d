// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <version/fields.hpp>

namespace shipit {
namespace {

template <typename T>
T parsed(const std::optional<T>& value, const char* key, const std::string& origin) {
  if (!value) fail_member(key, origin, "has a word that ShipIt does not know");
  return *value;
}

}  // namespace

std::vector<VersionField> fields(const Version& version) {
  const VersionNumber number = shown_number(version);
  return {{"version", "VERSION_FULL", mended_utf8(semver(version))},
          {"number", "VERSION_NUMBER", mended_utf8(to_text(number))},
          {"cmake", "VERSION", cmake_version(version)},
          {"major", "VERSION_MAJOR", number.major},
          {"minor", "VERSION_MINOR", number.minor},
          {"patch", "VERSION_PATCH", number.patch},
          {"tweak", "VERSION_TWEAK", tweak(version)},
          {"prerelease", "VERSION_PRERELEASE", mended_utf8(number.prerelease)},
          {"debian", "VERSION_DEBIAN", mended_utf8(debian_version(version))},
          {"pep440", "VERSION_PEP440", mended_utf8(pep440(version))},
          {"windows", "VERSION_WINDOWS", windows_version(version)},
          {"tag", "VERSION_TAG", mended_utf8(version.tag)},
          {"distance", "VERSION_DISTANCE", version.distance},
          {"commit", "VERSION_COMMIT", mended_utf8(version.commit)},
          {"shortCommit", "VERSION_SHORT_COMMIT", short_commit(version)},
          {"commitEpoch", "VERSION_COMMIT_EPOCH", version.epoch},
          {"dirty", "VERSION_DIRTY", version.dirty},
          {"scheme", "VERSION_SCHEME", to_text(version.scheme)},
          {"source", "VERSION_SOURCE", to_text(version.source)}};
}

std::string to_text(const VersionField& field) {
  return field.value.is_string() ? field.value.get<std::string>() : field.value.dump();
}

Json to_json(const Version& version) {
  Json json = Json::object();
  for (VersionField& field : fields(version)) json[field.name] = std::move(field.value);
  return json;
}

Version version_of_json(const Json& json, const std::string& origin) {
  Version version;
  const VersionNumber shown{.major = member<unsigned>(json, "major", origin),
                            .minor = member<unsigned>(json, "minor", origin),
                            .patch = member<unsigned>(json, "patch", origin),
                            .prerelease = member<std::string>(json, "prerelease", origin)};
  version.scheme =
      parsed(parse_version_scheme(member<std::string>(json, "scheme", origin)), "scheme", origin);
  version.distance = member<unsigned>(json, "distance", origin);
  version.number = version.distance > 0 ? tagged_number(shown, version.scheme) : shown;
  version.tag = member<std::string>(json, "tag", origin);
  version.commit = member<std::string>(json, "commit", origin);
  version.epoch = member<std::int64_t>(json, "commitEpoch", origin);
  version.dirty = member<bool>(json, "dirty", origin);
  version.source =
      parsed(parse_version_source(member<std::string>(json, "source", origin)), "source", origin);
  return version;
}

}  // namespace shipit
