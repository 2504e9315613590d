// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <ctime>
#include <release/deploy_json.hpp>
#include <sstream>

namespace shipit {
namespace {

Json digest(const std::string& sha256) { return Json{{"sha256", sha256}}; }

// The names are those of in-toto's ResourceDescriptor, so that it can be copied into provenance.
Json to_json(const Artifact& artifact) {
  return Json{{"name", artifact.name},
              {"kind", artifact.kind},
              {"mediaType", artifact.media_type},
              {"size", artifact.size},
              {"digest", digest(artifact.sha256)}};
}

Json to_json(const ReleasedFile& file) {
  return Json{{"path", file.path}, {"size", file.size}, {"digest", digest(file.sha256)}};
}

Json to_json(const Environment& environment) {
  Json configs = Json::array();
  for (const ReleasedFile& config : environment.configs) configs.push_back(to_json(config));
  return Json{{"configs", configs}, {"requiredSecrets", environment.required_secrets}};
}

Json to_json(const Service& service, const std::string& version) {
  Json json{{"name", service.name}, {"manager", "systemd"}, {"unit", service.unit}};
  if (!service.port) return json;
  json["port"] = *service.port;
  json["health"] =
      Json{{"url", "http://127.0.0.1:" + std::to_string(*service.port) + service.health_path},
           {"expectStatus", 200},
           {"expectVersion", version}};
  return json;
}

Json to_json(const AssetTree& tree) {
  return Json{{"manifest", to_json(tree.manifest)}, {"publicPath", tree.public_path}};
}

Json to_json(const PrivilegedFile& file) {
  std::ostringstream mode;
  mode << std::oct << file.mode;
  return Json{{"path", file.path}, {"mode", mode.str()}};
}

template <typename Values, typename... Extra>
Json array_of(const Values& values, const Extra&... extra) {
  Json array = Json::array();
  for (const auto& value : values) array.push_back(to_json(value, extra...));
  return array;
}

}  // namespace

std::string utc_time(std::int64_t epoch) {
  const std::time_t time = epoch;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

Json deploy_json(const Release& release) {
  const Version& version = release.version;
  Json json{{"$schema", "urn:shipit:schema:deploy:1"},
            {"schemaVersion", 1},
            {"name", release.name},
            {"summary", release.summary},
            {"version", semver(version)},
            {"debianVersion", debian_version(version)},
            {"versionSource", to_text(version.source)},
            {"tag", version.tag.empty() ? Json(nullptr) : Json(version.tag)},
            {"commit", version.commit.empty() ? Json(nullptr) : Json(version.commit)},
            {"commitTime", version.epoch == 0 ? Json(nullptr) : Json(utc_time(version.epoch))},
            {"dirty", version.dirty},
            {"target",
             {{"os", release.system},
              {"architecture", release.architecture},
              {"buildType", release.build_type}}},
            {"artifacts", array_of(release.artifacts)},
            {"services", array_of(release.services, semver(version))},
            {"assets", array_of(release.assets)},
            {"privileged", array_of(release.privileged)},
            {"environments", Json::object()}};
  for (const auto& [name, environment] : release.environments)
    json["environments"][name] = to_json(environment);
  return json;
}

}  // namespace shipit
