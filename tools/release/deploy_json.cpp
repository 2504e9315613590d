// SPDX-License-Identifier: Apache-2.0
#include <bundle/tree.hpp>
#include <release/checksums.hpp>
#include <release/deploy_json.hpp>
#include <release/environment_json.hpp>
#include <release/purl.hpp>
#include <release/sbom.hpp>
#include <release/service_json.hpp>
#include <release/signed_text.hpp>
#include <release/utc_time.hpp>
#include <sstream>

namespace shipit {
namespace {

// The names are those of in-toto's ResourceDescriptor, so that it can be copied into provenance.
Json to_json(const Artifact& artifact) {
  Json json{{"name", artifact.name},
            {"kind", artifact.kind},
            {"mediaType", artifact.media_type},
            {"size", artifact.size},
            {"digest", Json{{"sha256", artifact.sha256}}}};
  if (!artifact.uncompressed) return json;
  json["format"] = "tar";
  json["compression"] = "zstd";
  json["uncompressedSize"] = artifact.uncompressed->size;
  json["uncompressedSha256"] = artifact.uncompressed->sha256;
  json["windowLog"] = artifact.uncompressed->window_log;
  return json;
}

Json to_json(const AssetTree& tree) {
  return Json{{"manifest", to_json(tree.manifest)},
              {"root", std::string(parent_of(tree.manifest.path))},
              {"publicPath", tree.public_path},
              {"precompressed", tree.precompressed}};
}

Json to_json(const ReleasedSite& site) {
  Json json = to_json(site.file);
  json["name"] = site.name;
  json["server"] = "nginx";
  json["environment"] = site.environment.empty() ? Json(nullptr) : Json(site.environment);
  json["certificates"] = site.certificates;
  return json;
}

Json to_json(const BundledLibrary& library) {
  Json json = to_json(library.file);
  if (!library.soname.empty()) json["soname"] = library.soname;
  return json;
}

Json to_json(const PackageVersion& package) {
  Json json{{"name", package.name}};
  if (!package.version.empty()) json["version"] = package.version;
  return json;
}

// The signature is made by 'shipit sign', after this document, which the checksums cover: whose key
// it will be nobody knows yet.
Json supply_chain(const Release& release) {
  Json boms = Json::array();
  for (const Artifact& artifact : release.artifacts)
    if (artifact.kind == sbom_kind)
      boms.push_back({{"type", "cyclonedx"},
                      {"file", artifact.name},
                      {"digest", {{"sha256", artifact.sha256}}}});
  return Json{{"checksums", checksums_name},
              {"sbom", std::move(boms)},
              {"signature",
               {{"type", "sshsig"}, {"namespace", signature_namespace}, {"file", signature_name}}}};
}

Json to_json(const PrivilegedFile& file) {
  std::ostringstream mode;
  mode << std::oct << file.mode;
  return Json{{"path", file.path}, {"mode", mode.str()}};
}

Json time_or_null(std::int64_t epoch) { return epoch == 0 ? Json(nullptr) : Json(utc_time(epoch)); }

// Debian's C library has no other package on any architecture that ShipIt knows.
std::string least_glibc(const Release& release) {
  constexpr std::string_view start = "libc6 (>= ";
  for (const std::string& relation : release.depends)
    if (relation.starts_with(start) && relation.ends_with(')'))
      return relation.substr(start.size(), relation.size() - start.size() - 1);
  return "";
}

template <typename Values, typename... Extra>
Json array_of(const Values& values, const Extra&... extra) {
  Json array = Json::array();
  for (const auto& value : values) array.push_back(to_json(value, extra...));
  return array;
}

Json dependencies(const Release& release) {
  Json json{{"apt", release.depends}, {"bundled", array_of(release.bundled)}};
  if (!release.built_with.empty()) json["builtWith"] = array_of(release.built_with);
  if (!release.npm.empty()) json["node"] = array_of(release.npm);
  return json;
}

}  // namespace

Json deploy_json(const Release& release) {
  const Version& version = release.version;
  Json json{{"$schema", "urn:shipit:schema:deploy:1"},
            {"schemaVersion", 1},
            {"name", release.name},
            {"purl", generic_purl(release)},
            {"summary", release.summary},
            {"version", semver(version)},
            {"debianVersion", debian_version(version)},
            {"versionSource", to_text(version.source)},
            {"tag", text_or_null(version.tag)},
            {"previousTag", text_or_null(release.previous_tag)},
            {"commit", text_or_null(version.commit)},
            {"commitTime", time_or_null(version.epoch)},
            {"buildTime", time_or_null(release.build_time)},
            {"dirty", version.dirty},
            {"target",
             {{"os", release.system},
              {"architecture", release.architecture},
              {"triplet", text_or_null(release.triplet)},
              {"cpuLevel", text_or_null(release.cpu_level)},
              {"distribution", text_or_null(release.distribution)},
              {"codename", text_or_null(release.codename)},
              {"minGlibc", text_or_null(least_glibc(release))},
              {"buildType", release.build_type}}},
            {"checksums", {{"name", checksums_name}, {"signature", signature_name}}},
            {"supplyChain", supply_chain(release)},
            {"dependencies", dependencies(release)},
            {"artifacts", array_of(release.artifacts)},
            {"services", array_of(release.services, semver(version))},
            {"assets", array_of(release.assets)},
            {"sites", array_of(release.sites)},
            {"privileged", array_of(release.privileged)},
            {"environments", Json::object()}};
  for (Json& artifact : json["artifacts"])
    if (artifact["kind"] == "deb") artifact["purl"] = debian_purl(artifact["name"], release);
  for (const auto& [name, environment] : release.environments)
    json["environments"][name] = to_json(environment, semver(version));
  return json;
}

}  // namespace shipit
