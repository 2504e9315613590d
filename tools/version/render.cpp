// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <version/render.hpp>

namespace shipit {
namespace {

// A C++ literal: everything but the plainest characters as octal, so that no text can leave it.
std::string literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (is_alnum(c) || c == '.' || c == '-' || c == '+' || c == '_') {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result +=
        "\\" + std::to_string(byte / 64) + std::to_string(byte / 8 % 8) + std::to_string(byte % 8);
  }
  return result + "\"";
}

std::string macro_prefix(const std::string& name_space) {
  std::string result = replace_all(name_space, "::", "_");
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::string number_text(const Version& version) {
  return version.number.prerelease.empty()
             ? cmake_version(version)
             : cmake_version(version) + "-" + version.number.prerelease;
}

std::string python_string(const std::string& text) { return Json(text).dump(-1, ' ', true); }

}  // namespace

std::string render_header(const Version& version, const std::string& name_space) {
  const std::string macro = macro_prefix(name_space) + "_VERSION";
  const VersionNumber& n = version.number;
  std::string text = "// Made from the version control state by shipit-version.\n#pragma once\n\n";
  text += "#include <string_view>\n\n";
  text += "#define " + macro + "_MAJOR " + std::to_string(n.major) + "\n";
  text += "#define " + macro + "_MINOR " + std::to_string(n.minor) + "\n";
  text += "#define " + macro + "_PATCH " + std::to_string(n.patch) + "\n";
  text += "#define " + macro + "_STRING " + literal(number_text(version)) + "\n\n";
  text += "namespace " + name_space + " {\n\n";
  text += "// The number of the last tag; these change only with a tag.\n";
  text += "inline constexpr int version_major = " + std::to_string(n.major) + ";\n";
  text += "inline constexpr int version_minor = " + std::to_string(n.minor) + ";\n";
  text += "inline constexpr int version_patch = " + std::to_string(n.patch) + ";\n";
  text += "inline constexpr std::string_view version_prerelease = " + literal(n.prerelease) + ";\n";
  text += "inline constexpr std::string_view version_number = " + literal(number_text(version)) +
          ";\n\n";
  text += "// The state that was built; these change with every commit, without recompiling you.\n";
  text += "std::string_view version() noexcept;       // 1.0.32, or 1.0.31+5.g0123456789ab\n";
  text += "std::string_view commit() noexcept;        // all its digits, or empty\n";
  text += "long long commit_epoch() noexcept;         // seconds since 1970, or 0\n";
  text +=
      "bool dirty() noexcept;                     // tracked files differed from the commit\n\n";
  return text + "}  // namespace " + name_space + "\n";
}

std::string render_source(const Version& version, const std::string& name_space,
                          const std::string& header) {
  std::string text = "// Made from the version control state by shipit-version.\n";
  text += "#include <" + header + ">\n\n";
  text += "namespace " + name_space + " {\n\n";
  text += "std::string_view version() noexcept { return " + literal(semver(version)) + "; }\n";
  text += "std::string_view commit() noexcept { return " + literal(version.commit) + "; }\n";
  text += "long long commit_epoch() noexcept { return " + std::to_string(version.epoch) + "; }\n";
  text += std::string("bool dirty() noexcept { return ") + (version.dirty ? "true" : "false") +
          "; }\n\n";
  return text + "}  // namespace " + name_space + "\n";
}

std::string render_python(const Version& version) {
  std::string text = "# Made from the version control state by shipit-version.\n";
  text += "version = " + python_string(semver(version)) + "\n";
  text += "version_number = " + python_string(number_text(version)) + "\n";
  text += "pep440 = " + python_string(pep440(version)) + "\n";
  text += "commit = " + python_string(version.commit) + "\n";
  text += "commit_epoch = " + std::to_string(version.epoch) + "\n";
  text += std::string("dirty = ") + (version.dirty ? "True" : "False") + "\n";
  return text;
}

Json to_json(const Version& version) {
  return Json{{"version", semver(version)},
              {"number", number_text(version)},
              {"major", version.number.major},
              {"minor", version.number.minor},
              {"patch", version.number.patch},
              {"prerelease", version.number.prerelease},
              {"debian", debian_version(version)},
              {"pep440", pep440(version)},
              {"tag", version.tag},
              {"distance", version.distance},
              {"commit", version.commit},
              {"commitEpoch", version.epoch},
              {"dirty", version.dirty},
              {"source", to_text(version.source)}};
}

Version version_of_json(const Json& json, const std::string& origin) {
  Version version;
  version.number = {.major = member<unsigned>(json, "major", origin),
                    .minor = member<unsigned>(json, "minor", origin),
                    .patch = member<unsigned>(json, "patch", origin),
                    .prerelease = member<std::string>(json, "prerelease", origin)};
  version.distance = member<unsigned>(json, "distance", origin);
  version.tag = member<std::string>(json, "tag", origin);
  version.commit = member<std::string>(json, "commit", origin);
  version.epoch = member<std::int64_t>(json, "commitEpoch", origin);
  version.dirty = member<bool>(json, "dirty", origin);
  const std::string source = member<std::string>(json, "source", origin);
  const std::optional<VersionSource> known = parse_version_source(source);
  if (!known) fail_member("source", origin, "names no source of versions");
  version.source = *known;
  return version;
}

std::string render_text(const Version& version) { return semver(version) + "\n"; }

std::string render_cmake(const Version& version, const std::string& prefix) {
  std::string text;
  const auto set = [&](const char* name, const std::string& value) {
    text += "set(" + prefix + "_VERSION" + name + " [==[" + value + "]==])\n";
  };
  set("", cmake_version(version));
  set("_FULL", semver(version));
  set("_MAJOR", std::to_string(version.number.major));
  set("_MINOR", std::to_string(version.number.minor));
  set("_PATCH", std::to_string(version.number.patch));
  set("_PRERELEASE", version.number.prerelease);
  set("_DEBIAN", debian_version(version));
  set("_PEP440", pep440(version));
  set("_TAG", version.tag);
  set("_DISTANCE", std::to_string(version.distance));
  set("_COMMIT", version.commit);
  set("_SHORT_COMMIT", short_commit(version));
  set("_COMMIT_EPOCH", std::to_string(version.epoch));
  set("_DIRTY", version.dirty ? "TRUE" : "FALSE");
  set("_SOURCE", std::string(to_text(version.source)));
  return text;
}

}  // namespace shipit
