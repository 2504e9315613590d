// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/tree.hpp>
#include <map>
#include <release/document_artifact.hpp>
#include <release/licence_expression.hpp>
#include <release/purl.hpp>
#include <release/sbom.hpp>
#include <release/utc_time.hpp>
#include <set>

// Members and their meaning: ECMA-424, first edition, which is CycloneDX 1.6.

namespace shipit {
namespace {

// By 'bom-ref', by which the document's other parts name them.
using Components = std::map<std::string, Json>;

// A Debian package that relations name.
struct Needed {
  std::set<std::string> relations{};
  bool always = false;  // by one relation at least it has no alternative
};

Json component(const std::string& ref, const std::string& name, const std::string& version) {
  Json json{{"bom-ref", ref}, {"type", "library"}, {"name", name}, {"scope", "required"}};
  if (!version.empty()) json["version"] = version;
  return json;
}

Json hashes(const std::string& sha256) {
  return Json::array({{{"alg", "SHA-256"}, {"content", sha256}}});
}

std::map<std::string, Needed> needed_packages(const Release& release) {
  std::map<std::string, Needed> needed;
  for (const std::string& relation : release.depends) {
    const std::vector<std::string> alternatives = split(relation, '|');
    for (const std::string& alternative : alternatives) {
      Needed& package = needed[related_package(alternative)];
      package.relations.insert(relation);
      package.always = package.always || alternatives.size() == 1;
    }
  }
  return needed;
}

void add_debian(const Release& release, Components& components) {
  std::map<std::string, std::string> versions;
  for (const PackageVersion& one : release.built_with) versions.emplace(one.name, one.version);
  for (const auto& [name, needed] : needed_packages(release)) {
    const auto version = versions.find(name);
    const PackageVersion package{.name = name,
                                 .version = version == versions.end() ? "" : version->second};
    const std::string purl = distribution_purl(package, release);
    Json json = component(purl, name, package.version);
    json["purl"] = purl;
    if (!needed.always) json["scope"] = "optional";
    json["properties"] = Json::array();
    for (const std::string& relation : needed.relations)
      json["properties"].push_back({{"name", "shipit:depends"}, {"value", relation}});
    components[purl] = std::move(json);
  }
}

void add_bundled(const Release& release, Components& components) {
  for (const BundledLibrary& library : release.bundled) {
    const std::string& path = library.file.path;
    const std::string ref = "bundled:" + path;
    Json json =
        component(ref, library.soname.empty() ? std::string(name_of(path)) : library.soname, "");
    json["hashes"] = hashes(library.file.sha256);
    json["evidence"]["occurrences"] = Json::array({{{"location", path}}});
    components[ref] = std::move(json);
  }
}

void add_npm(const Release& release, Components& components) {
  for (const PackageVersion& package : release.npm) {
    const std::string purl = npm_purl(package);
    const NpmName name = npm_name(package.name);
    Json json = component(purl, name.rest, package.version);
    if (!name.scope.empty()) json["group"] = name.scope;
    json["purl"] = purl;
    components[purl] = std::move(json);
  }
}

Json licences(const std::string& licence) {
  if (is_licence_expression(licence)) return Json::array({{{"expression", licence}}});
  return Json::array({{{"license", {{"name", licence}}}}});
}

// The packages that the release comes in, by name and digest.
Json distributions(const Release& release) {
  Json references = Json::array();
  for (const Artifact& artifact : release.artifacts)
    if (artifact.kind == "archive" || artifact.kind == "deb")
      references.push_back(
          {{"type", "distribution"}, {"url", artifact.name}, {"hashes", hashes(artifact.sha256)}});
  return references;
}

Json main_component(const Release& release, const ProjectFacts& project) {
  const std::string purl = generic_purl(release);
  Json json{{"bom-ref", purl},      {"type", "application"},
            {"name", release.name}, {"version", semver(release.version)},
            {"purl", purl},         {"externalReferences", distributions(release)}};
  if (!release.summary.empty()) json["description"] = release.summary;
  if (!project.licence.empty()) json["licenses"] = licences(project.licence);
  if (!project.copyright.empty()) json["copyright"] = project.copyright;
  const std::string_view supplier =
      std::string_view(project.supplier).substr(0, project.supplier.find('<'));
  if (!trim(supplier).empty()) json["supplier"] = {{"name", std::string(trim(supplier))}};
  return json;
}

Json metadata(const Release& release, const ProjectFacts& project) {
  Json json{
      {"component", main_component(release, project)},
      {"lifecycles", Json::array({{{"phase", "build"}}})},
      {"tools", {{"components", Json::array({{{"type", "application"}, {"name", "shipit"}}})}}}};
  if (release.build_time != 0) json["timestamp"] = utc_time(release.build_time);
  return json;
}

// A UUID of one's own making (RFC 9562, section 5.8).
std::string serial_number(const Json& document) {
  std::string hex = sha256_hex(to_text(document)).substr(0, 32);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<unsigned>(hex_value(hex[16])) % 4];
  for (const std::size_t place : {20U, 16U, 12U, 8U}) hex.insert(place, "-");
  return "urn:uuid:" + hex;
}

}  // namespace

Json sbom_json(const Release& release, const ProjectFacts& project) {
  Components components;
  add_debian(release, components);
  add_bundled(release, components);
  add_npm(release, components);
  const std::string main = generic_purl(release);
  Json json{{"$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"},
            {"bomFormat", "CycloneDX"},
            {"specVersion", "1.6"},
            {"version", 1},
            {"metadata", metadata(release, project)},
            {"components", Json::array()}};
  Json refs = Json::array();
  for (auto& [ref, one] : components) {
    refs.push_back(ref);
    json["components"].push_back(std::move(one));
  }
  json["dependencies"] = Json::array({{{"ref", main}, {"dependsOn", std::move(refs)}}});
  // What is linked into a program, or is only headers, nobody has told.
  json["compositions"] =
      Json::array({{{"aggregate", "unknown"}, {"dependencies", Json::array({main})}}});
  json["serialNumber"] = serial_number(json);
  return json;
}

std::string sbom_name(const Release& release) { return archive_stem(release) + ".cdx.json"; }

void add_sbom(const Path& folder, const ProjectFacts& project, Release& release) {
  Artifact sbom{
      .name = sbom_name(release), .kind = sbom_kind, .media_type = sbom_media_type, .sha256 = {}};
  add_document(folder, sbom_json(release, project), std::move(sbom), release);
}

}  // namespace shipit
