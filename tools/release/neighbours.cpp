// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/walk.hpp>
#include <release/neighbours.hpp>

namespace shipit {
namespace {

constexpr std::string_view ending = ".deploy.json";

bool is_plain(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

std::string text_of(const Json& json, const char* key) {
  return json.contains(key) ? json.at(key).get<std::string>() : "";
}

// The parts of a release that its name and place in a folder depend on.
Release identity_of(const Json& json) {
  Release release;
  release.name = json.at("name").get<std::string>();
  release.version = parse_version(json.at("version").get<std::string>()).value_or(Version{});
  const Json& target = json.at("target");
  release.system = target.at("os").get<std::string>();
  release.architecture = target.at("architecture").get<std::string>();
  release.build_type = text_of(target, "buildType");
  return release;
}

bool is_for_the_same(const Release& a, const Release& b) {
  return a.name == b.name && a.system == b.system && a.architecture == b.architecture &&
         build_suffix(a) == build_suffix(b);
}

void add_file(const Path& output, const std::string& file, const Release& release,
              Neighbours& found) {
  const Json json = read_json(output / file);
  const Release other = identity_of(json);
  PublishedRelease published{.file = file, .stem = archive_stem(other), .artifacts = {}};
  if (!is_plain(published.stem)) return;
  for (const Json& artifact : json.at("artifacts")) {
    const std::string name = artifact.at("name").get<std::string>();
    if (is_plain(name) && std::filesystem::is_regular_file(output / name))
      published.artifacts[name] = artifact.at("digest").at("sha256").get<std::string>();
  }
  (is_for_the_same(other, release) ? found.before : found.others).push_back(std::move(published));
}

}  // namespace

Neighbours neighbours(const Path& output, const Release& release) {
  Neighbours found;
  if (!std::filesystem::is_directory(output)) return found;
  for (const Found& one : walk(output, [](const std::string&) { return false; })) {
    if (one.kind != FileKind::regular) continue;
    if (one.path != ending.substr(1) && !one.path.ends_with(ending)) continue;
    try {
      add_file(output, one.path, release, found);
    } catch (const Error&) {
    } catch (const Json::exception&) {
    }
  }
  return found;
}

std::string kept_name(const PublishedRelease& other) { return other.stem + std::string(ending); }

}  // namespace shipit
