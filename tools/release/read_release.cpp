// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <release/document_part.hpp>
#include <release/environment_json.hpp>
#include <release/read_release.hpp>
#include <release/service_json.hpp>
#include <release/utc_time.hpp>

namespace shipit {
namespace {

constexpr unsigned known_schema = 1;
constexpr std::uintmax_t largest_document = 64U << 20U;

void check_release_schema(const DocumentPart& document, const std::string& origin) {
  const std::uint64_t version = document.size("schemaVersion");
  if (version != known_schema)
    throw Error(quote(origin) + " has schemaVersion " + std::to_string(version) +
                ", and this ShipIt reads " + std::to_string(known_schema))
        .help("use the ShipIt that made the release, or a newer one");
}

// A name of a project, package, system or architecture: part of file names and of command lines.
std::string word(const DocumentPart& part, const char* key) {
  std::string text = part.text(key);
  const auto fits = [](char c) {
    return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+';
  };
  if (text.empty() || text.front() == '-' || text.front() == '.' ||
      !std::ranges::all_of(text, fits))
    part.at(key).fail("is no plain name");
  return text;
}

std::int64_t read_time(const DocumentPart& document, const char* key) {
  if (!document.has(key)) return 0;
  const auto epoch = parse_utc_time(document.text(key));
  if (!epoch) document.at(key).fail("is no time in UTC");
  return *epoch;
}

Version read_version(const DocumentPart& document) {
  const std::optional<Version> parsed = parse_version(document.text("version"));
  if (!parsed) document.at("version").fail("is no version");
  Version version = *parsed;
  version.tag = document.text_or("tag", "");
  version.commit = document.text_or("commit", "");
  if (!std::ranges::all_of(version.commit, [](char c) { return hex_value(c) >= 0; }))
    document.at("commit").fail("is no commit");
  version.dirty = document.truth("dirty");
  const auto source = parse_version_source(document.text("versionSource"));
  if (!source) document.at("versionSource").fail("is none that ShipIt knows");
  version.source = *source;
  version.epoch = read_time(document, "commitTime");
  return version;
}

Artifact read_artifact(const DocumentPart& part) {
  Artifact artifact{.name = part.file_name("name"),
                    .kind = word(part, "kind"),
                    .media_type = part.text("mediaType"),
                    .size = part.size("size"),
                    .sha256 = part.at("digest").sha256("sha256"),
                    .origin = ArtifactOrigin::published};
  if (part.has("uncompressedSha256"))
    artifact.uncompressed = {.size = part.size("uncompressedSize"),
                             .sha256 = part.sha256("uncompressedSha256"),
                             .window_log = part.number("windowLog", {10, 31})};
  return artifact;
}

PrivilegedFile read_privileged(const DocumentPart& part) {
  const std::string mode = part.text("mode");
  if (mode.size() != 4 || !std::ranges::all_of(mode, [](char c) { return c >= '0' && c <= '7'; }))
    part.at("mode").fail("is no mode of four octal digits");
  mode_t bits = 0;
  for (const char digit : mode) bits = bits * 8 + static_cast<mode_t>(digit - '0');
  return {.path = part.tree_path("path"), .mode = bits};
}

AssetTree read_asset_tree(const DocumentPart& part) {
  AssetTree tree{.manifest = read_released_file(part.at("manifest")),
                 .public_path = part.text("publicPath")};
  if (part.has("precompressed"))
    for (const DocumentPart& form : part.items("precompressed"))
      tree.precompressed.insert(form.text());
  return tree;
}

ReleasedSite read_site(const DocumentPart& part) {
  ReleasedSite site{.name = word(part, "name"),
                    .environment = part.text_or("environment", ""),
                    .file = read_released_file(part)};
  if (!site.environment.empty() && !is_environment_name(site.environment))
    part.at("environment").fail("is no name of an environment");
  if (!part.has("certificates")) return site;
  for (const DocumentPart& file : part.items("certificates")) {
    site.certificates.push_back(file.text());
    if (!site.certificates.back().starts_with('/')) file.fail("is no absolute path");
  }
  return site;
}

void read_origins(const DocumentPart& document, Release& release) {
  const DocumentPart target = document.at("target");
  release.triplet = target.text_or("triplet", "");
  release.cpu_level = target.text_or("cpuLevel", "");
  release.distribution = target.text_or("distribution", "");
  release.codename = target.text_or("codename", "");
  release.previous_tag = document.text_or("previousTag", "");
  release.build_time = read_time(document, "buildTime");
}

PackageVersions read_packages(const DocumentPart& dependencies, const char* key) {
  PackageVersions packages;
  if (!dependencies.has(key)) return packages;
  for (const DocumentPart& part : dependencies.items(key))
    packages.insert({.name = part.text("name"), .version = part.text_or("version", "")});
  return packages;
}

void read_dependencies(const DocumentPart& document, Release& release) {
  if (!document.has("dependencies")) return;
  const DocumentPart dependencies = document.at("dependencies");
  for (const DocumentPart& part : dependencies.items("apt")) release.depends.insert(part.text());
  release.built_with = read_packages(dependencies, "builtWith");
  release.npm = read_packages(dependencies, "node");
  if (dependencies.has("bundled"))
    for (const DocumentPart& part : dependencies.items("bundled"))
      release.bundled.push_back({read_released_file(part), part.text_or("soname", "")});
}

void read_lists(const DocumentPart& document, Release& release) {
  for (const DocumentPart& part : document.items("artifacts"))
    release.artifacts.push_back(read_artifact(part));
  for (const DocumentPart& part : document.items("services"))
    release.services.push_back(read_service(part));
  for (const DocumentPart& part : document.items("assets"))
    release.assets.push_back(read_asset_tree(part));
  if (document.has("sites"))
    for (const DocumentPart& part : document.items("sites"))
      release.sites.push_back(read_site(part));
  if (document.has("privileged"))
    for (const DocumentPart& part : document.items("privileged"))
      release.privileged.push_back(read_privileged(part));
  for (const auto& [name, part] : document.members("environments")) {
    if (!is_environment_name(name)) part.fail("is no name of an environment");
    release.environments[name] = read_environment(part);
  }
}

}  // namespace

Release read_release(std::string_view text, const std::string& origin) {
  const Json json = parse_json(text, origin);
  const DocumentPart document(json, origin);
  check_release_schema(document, origin);
  const DocumentPart target = document.at("target");
  Release release{.name = word(document, "name"),
                  .summary = document.text_or("summary", ""),
                  .version = read_version(document),
                  .system = word(target, "os"),
                  .architecture = word(target, "architecture"),
                  .build_type = target.text_or("buildType", "")};
  read_origins(document, release);
  read_dependencies(document, release);
  read_lists(document, release);
  return release;
}

Release read_release(const Path& file) {
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(file, ignored);
  if (!ignored && size > largest_document)
    throw Error(quote(file.native()) + " is too large to be a deploy.json");
  return read_release(read_file(file), file.native());
}

}  // namespace shipit
