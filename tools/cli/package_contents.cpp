// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <cli/package_changelog.hpp>
#include <cli/package_contents.hpp>
#include <deb/dependencies.hpp>
#include <deb/layout.hpp>
#include <deb/obsolete_conffiles.hpp>
#include <deb/scripts.hpp>

namespace shipit {
namespace {

Package plan_archive(const PackageMaking& making, const Release& release) {
  const std::string name = archive_stem(release) + ".tar.zst";
  return archive_package(name, {.tree = making.tree,
                                .folder = release.name,
                                .epoch = making.epoch,
                                .commit = release.version.commit,
                                .output = making.folder / name,
                                .framing = making.plan.framing});
}

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

OwnControl own_control(const PackagePlan& plan) {
  OwnControl own;
  std::map<std::string, OwnScript*> scripts{{"preinst", &own.scripts.preinst},
                                            {"postinst", &own.scripts.postinst},
                                            {"prerm", &own.scripts.prerm},
                                            {"postrm", &own.scripts.postrm}};
  for (const auto& [name, file] : plan.control_files) {
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

Package plan_deb(const PackageMaking& making, const Release& release) {
  const PackagePlan& plan = making.plan;
  ControlFields control = plan.control;
  control.version = debian_version(release.version);
  if (control.description.empty()) control.description = default_description(release);
  if (plan.shlibdeps)
    for (std::string& relation :
         shared_library_relations(making.tree, making.folder, plan.bundled_folder))
      control.relations[Relation::depends].push_back(std::move(relation));
  const SystemParts parts = system_parts(making.tree);
  for (std::string& relation : system_relations(parts))
    control.relations[Relation::depends].push_back(std::move(relation));
  ScriptParts scripts = system_script_parts(parts);
  remove_conffiles(plan.obsolete_conffiles, debian_root(making.tree), scripts);
  OwnControl own = own_control(plan);
  PackageChangelog changelog = package_changelog(plan.version_rules, release.version);
  const std::string name = deb_name(control.package, release);
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

}  // namespace

std::vector<Package> planned_packages(const PackageMaking& making, const Release& release) {
  std::vector<Package> packages;
  for (const std::string& format : making.plan.formats)
    packages.push_back(format == "DEB" ? plan_deb(making, release) : plan_archive(making, release));
  return packages;
}

}  // namespace shipit
