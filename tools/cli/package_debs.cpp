// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bundle/debug_tree.hpp>
#include <cli/package_changelog.hpp>
#include <cli/package_debs.hpp>
#include <deb/dependencies.hpp>
#include <deb/layout.hpp>
#include <deb/obsolete_conffiles.hpp>
#include <deb/scripts.hpp>
#include <iterator>

namespace shipit {
namespace {

std::string default_description(const Release& release) {
  const std::string commit = short_commit(release.version);
  return "Release " + semver(release.version) + " of " + release.name +
         (commit.empty() ? "." : ", built from commit " + commit + ".");
}

// The project's own control files, sorted by what is done with them.
struct OwnControl {
  OwnScripts scripts{};
  std::map<std::string, std::string> extra{};
  std::vector<std::string> conffiles{};
};

OwnControl own_control(const DebPlan& deb) {
  OwnControl own;
  std::map<std::string, OwnScript*> scripts{{"preinst", &own.scripts.preinst},
                                            {"postinst", &own.scripts.postinst},
                                            {"prerm", &own.scripts.prerm},
                                            {"postrm", &own.scripts.postrm}};
  for (const auto& [name, file] : deb.control_files) {
    if (const auto script = scripts.find(name); script != scripts.end())
      *script->second = read_own_script(file);
    else if (name != "conffiles")
      own.extra[name] = read_file(file);
    else
      for (const std::string& line : lines(read_file(file)))
        if (!trim(line).empty()) own.conffiles.emplace_back(trim(line));
  }
  return own;
}

// What the control file of one .deb says.
ControlFields fields_of(const PackageMaking& making, const DebPlan& deb, const Release& release) {
  ControlFields control = deb.control;
  control.version = debian_version(release.version);
  if (control.description.empty()) control.description = default_description(release);
  std::vector<std::string>& depends = control.relations[Relation::depends];
  if (making.plan.shlibdeps)
    std::ranges::move(shared_library_relations(making.tree, making.folder, making.plan.bundled_folder),
                      std::back_inserter(depends));
  std::ranges::move(system_relations(system_parts(making.tree)), std::back_inserter(depends));
  return control;
}

Package plan_deb(const PackageMaking& making, const DebPlan& deb, Release& release) {
  const PackagePlan& plan = making.plan;
  ControlFields control = fields_of(making, deb, release);
  const std::vector<std::string>& depends = control.relations[Relation::depends];
  release.depends.insert(depends.begin(), depends.end());
  ScriptParts scripts = system_script_parts(system_parts(making.tree));
  remove_conffiles(plan.obsolete_conffiles, debian_root(making.tree), scripts);
  OwnControl own = own_control(deb);
  PackageChangelog changelog = package_changelog(plan.version_rules, release.version);
  const std::string name = deb_name(control.package, control.architecture, release);
  return deb_package(
      name, {.tree = making.tree,
             .fields = std::move(control),
             .scripts = merged_scripts(scripts, own.scripts),
             .control_extra = std::move(own.extra),
             .conffiles = std::move(own.conffiles),
             .licence = {.name = plan.license,
                         .text = plan.license_file.empty() ? "" : read_file(plan.license_file),
                         .holder = plan.copyright},
             .changes = std::move(changelog.changes),
             .past = std::move(changelog.past),
             .epoch = making.epoch,
             .compression = plan.compression,
             .output = making.folder / name});
}

// "<package>-dbgsym" as debhelper makes it, beside `deb`.
Package plan_dbgsym(const PackageMaking& making, const DebPlan& deb, const Release& release) {
  const std::string& package = deb.control.package;
  const std::string version = debian_version(release.version);
  const std::string name = deb_name(package + "-dbgsym", deb.control.architecture, release);
  return dbgsym_package(
      name, {.tree = making.debug,
             .fields = {.package = package + "-dbgsym",
                        .version = version,
                        .architecture = deb.control.architecture,
                        .maintainer = deb.control.maintainer,
                        .synopsis = "debug symbols for " + package,
                        .relations = {{Relation::depends, {package + " (= " + version + ")"}}},
                        .section = "debug",
                        .source = package,
                        .build_ids = build_ids(making.debug)},
             .epoch = making.epoch,
             .compression = making.plan.compression,
             .output = making.folder / name,
             .documents_of = package});
}

}  // namespace

void add_debs(const PackageMaking& making, Release& release, PlannedPackages& planned) {
  for (const DebPlan& deb : making.plan.debs) {
    planned.packages.push_back(plan_deb(making, deb, release));
    if (!build_ids(making.debug).empty())
      planned.debug.push_back(plan_dbgsym(making, deb, release));
  }
}

}  // namespace shipit
