// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/json.hpp>
#include <cli/package_environments.hpp>
#include <cli/package_plan.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

// Reads members of one plan, naming its file when they are wrong.
class Reader {
 public:
  explicit Reader(const Path& file) : json_(read_json(file)), origin_(file.native()) {}

  const Json& json() const { return json_; }
  const std::string& origin() const { return origin_; }

  std::string text(const char* key) const { return text(json_, key); }
  std::string text(const Json& object, const char* key) const {
    return member<std::string>(object, key, origin_);
  }
  std::vector<std::string> texts(const char* key) const { return texts(json_, key); }
  std::vector<std::string> texts(const Json& object, const char* key) const {
    return member<std::vector<std::string>>(object, key, origin_);
  }
  bool truth(const char* key) const { return member<bool>(json_, key, origin_); }
  Json value(const char* key) const { return member<Json>(json_, key, origin_); }

 private:
  Json json_;
  std::string origin_;
};

void read_identity(const Reader& reader, PackagePlan& plan) {
  plan.name = reader.text("name");
  plan.license = reader.text("license");
  plan.copyright = reader.text("copyright");
  plan.license_file = reader.text("licenseFile");
  plan.formats = reader.texts("formats");
  plan.components = reader.texts("components");
  plan.architecture = reader.text("architecture");
  plan.system = reader.text("system");
  plan.triplet = reader.text("triplet");
  plan.cpu_level = reader.text("cpuLevel");
  plan.distribution = reader.text("distribution");
  plan.codename = reader.text("codename");
}

DebPlan read_deb(const Reader& reader, const Json& debian) {
  DebPlan deb{.control = {.package = reader.text(debian, "name"),
                          .version = {},
                          .architecture = reader.text(debian, "architecture"),
                          .maintainer = reader.text(debian, "contact"),
                          .synopsis = reader.text(debian, "summary"),
                          .description = reader.text(debian, "description"),
                          .relations = {{Relation::pre_depends, reader.texts(debian, "preDepends")},
                                        {Relation::depends, reader.texts(debian, "depends")},
                                        {Relation::recommends, reader.texts(debian, "recommends")},
                                        {Relation::suggests, reader.texts(debian, "suggests")},
                                        {Relation::enhances, reader.texts(debian, "enhances")},
                                        {Relation::conflicts, reader.texts(debian, "conflicts")},
                                        {Relation::breaks, reader.texts(debian, "breaks")},
                                        {Relation::replaces, reader.texts(debian, "replaces")},
                                        {Relation::provides, reader.texts(debian, "provides")}},
                          .section = reader.text(debian, "section"),
                          .priority = reader.text(debian, "priority"),
                          .homepage = reader.text(debian, "homepage")},
              .control_files = {},
              .components = reader.texts(debian, "components")};
  for (const auto& [name, file] :
       member<std::map<std::string, std::string>>(debian, "controlFiles", reader.origin()))
    deb.control_files[name] = file;
  return deb;
}

void read_debian(const Reader& reader, PackagePlan& plan) {
  const Json debian = reader.value("debian");
  const auto packages = reader.value("packages");
  DebPlan main = read_deb(reader, debian);
  if (packages.empty() || !main.components.empty()) plan.debs.push_back(std::move(main));
  for (const Json& package : packages) {
    plan.debs.push_back(read_deb(reader, package));
    plan.debs.back().control.source = reader.text(debian, "name");
  }
  plan.summary = reader.text(debian, "summary");
  plan.obsolete_conffiles = reader.texts("obsoleteConffiles");
  const std::string compression = reader.text(debian, "compression");
  plan.compression = compression == "gzip"   ? Compression::gzip
                     : compression == "zstd" ? Compression::zstd
                                             : Compression::xz;
  plan.shlibdeps = member<bool>(debian, "shlibdeps", reader.origin());
  plan.dbgsym = member<bool>(debian, "dbgsym", reader.origin());
  plan.objcopy = reader.text(debian, "objcopy");
}

void read_build(const Reader& reader, PackagePlan& plan) {
  plan.framing = reader.truth("solid") ? Framing::solid : Framing::frames;
  plan.strip = reader.truth("strip");
  plan.sbom = reader.truth("sbom");
  plan.cmake = reader.text("cmake");
  plan.stage_script = reader.text("stageScript");
  plan.build_folder = reader.text("buildFolder");
  plan.install_prefix = reader.text("installPrefix");
  plan.relocatable_allow = reader.texts("relocatableAllow");
  plan.bundled_folder = reader.text("bundledFolder");
  plan.source_folder = reader.text("sourceFolder");
  plan.pre_package =
      member<std::vector<std::vector<std::string>>>(reader.json(), "prePackage", reader.origin());
  plan.version_rules = version_rules(reader.value("versionRules"), reader.origin());
  plan.configured_version = reader.text("configuredVersion");
  plan.require_clean = reader.truth("requireClean");
  for (const std::string& file : reader.texts("versions")) plan.version_plans.emplace_back(file);
}

void read_records(const Reader& reader, PackagePlan& plan) {
  for (const Json& record : reader.value("configs")) {
    PackagePlan::Configs& configs = plan.environments[reader.text(record, "environment")];
    for (std::string& path : reader.texts(record, "files")) {
      if (const auto syntax = config_syntax(reader.text(record, "parseCheck"), path))
        plan.config_syntax.emplace(path, *syntax);
      configs.files.push_back(std::move(path));
    }
    for (std::string& path : reader.texts(record, "secrets")) configs.secrets.push_back(path);
  }
  for (const Json& record : reader.value("services")) {
    Service service{.name = reader.text(record, "name"), .unit = reader.text(record, "unit")};
    service.user = reader.text(record, "user");
    if (record.contains("port")) {
      service.port = member<unsigned>(record, "port", reader.origin());
      service.health_path = reader.text(record, "healthPath");
    }
    plan.services.push_back(std::move(service));
  }
  for (const Json& record : reader.value("assets"))
    plan.assets.push_back({.manifest = reader.text(record, "manifest"),
                           .public_path = reader.text(record, "publicPath"),
                           .output = reader.text(record, "output")});
}

}  // namespace

bool makes(const PackagePlan& plan, std::string_view format) {
  return std::ranges::find(plan.formats, format) != plan.formats.end();
}

PackagePlan read_package_plan(const Path& file) {
  const Reader reader(file);
  PackagePlan plan;
  read_identity(reader, plan);
  read_debian(reader, plan);
  read_build(reader, plan);
  read_records(reader, plan);
  read_environments(reader.value("environments"), reader.origin(), plan);
  return plan;
}

}  // namespace shipit
