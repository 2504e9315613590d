// SPDX-License-Identifier: Apache-2.0
#include <release/deploy_json.hpp>
#include <release/environment_json.hpp>
#include <release/service_json.hpp>
#include <release/utc_time.hpp>
#include <sstream>

namespace shipit {
namespace {

// The names are those of in-toto's ResourceDescriptor, so that it can be copied into provenance.
Json to_json(const Artifact& artifact) {
  return Json{{"name", artifact.name},
              {"kind", artifact.kind},
              {"mediaType", artifact.media_type},
              {"size", artifact.size},
              {"digest", Json{{"sha256", artifact.sha256}}}};
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
    json["environments"][name] = to_json(environment, semver(version));
  return json;
}

}  // namespace shipit
