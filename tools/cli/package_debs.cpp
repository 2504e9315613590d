// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <bundle/debug_tree.hpp>
#include <cli/own_relations.hpp>
#include <cli/package_changelog.hpp>
#include <cli/package_debs.hpp>
#include <deb/dependencies.hpp>
#include <deb/layout.hpp>
#include <deb/libraries.hpp>
#include <deb/nginx_sites.hpp>
#include <deb/obsolete_conffiles.hpp>
#include <deb/scripts.hpp>
#include <iterator>
#include <optional>
#include <set>

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

// One .deb on its way: what is known of it before it is packed.
struct DebMaking {
  const DebPlan& plan;
  std::optional<std::string> part;  // its package, where the tree has several
  StagedTree files;                 // the tree, or its part
  ControlFields control;
};

DebMaking begun(const PackageMaking& making, const DebPlan& deb, const Release& release) {
  const bool whole = deb.components.empty();
  DebMaking made{.plan = deb,
                 .part = whole ? std::nullopt : std::optional(deb.control.package),
                 .files = whole ? making.tree : part_of(making.tree, deb.control.package),
                 .control = deb.control};
  made.control.version = debian_version(release.version);
  if (made.control.description.empty()) made.control.description = default_description(release);
  if (made.control.architecture.empty())
    made.control.architecture =
        is_for_all_architectures(made.files) ? "all" : making.plan.architecture;
  return made;
}

std::set<std::string> names_of(const PackagePlan& plan) {
  std::set<std::string> names;
  for (const DebPlan& deb : plan.debs) names.insert(deb.control.package);
  return names;
}

void add_relations(const PackageMaking& making, DebMaking& deb) {
  ControlFields& control = deb.control;
  std::vector<std::string>& depends = control.relations[Relation::depends];
  if (making.plan.shlibdeps) {
    std::ranges::move(making.libraries.of({.tree = making.tree,
                                           .work = making.folder,
                                           .own = making.plan.bundled_folder,
                                           .part = deb.part}),
                      std::back_inserter(depends));
    if (deb.part)
      std::ranges::copy(library_packages(making.tree, *deb.part), std::back_inserter(depends));
  }
  std::ranges::move(system_relations(system_parts(deb.files)), std::back_inserter(depends));
  settle_own_relations(control, names_of(making.plan));
}

// Those that no package of the release fulfils.
void add_foreign(const std::vector<std::string>& relations, const std::set<std::string>& own,
                 std::set<std::string>& foreign) {
  for (const std::string& relation : relations)
    if (!names_one_of(relation, own)) foreign.insert(relation);
}

// What a package with libraries for everybody has beside that (policy 8.1.1 and 8.6).
void add_library_files(const DebMaking& deb, std::map<std::string, std::string>& extra) {
  if (!has_public_libraries(deb.files)) return;
  const std::string relation = deb.control.package + " (>= " + deb.control.version + ")";
  extra.emplace("shlibs", shlibs_text(deb.files, relation));
  std::string& triggers = extra["triggers"];
  if (triggers.find("ldconfig") != std::string::npos) return;
  if (!triggers.empty() && !triggers.ends_with('\n')) triggers += '\n';
  triggers += "activate-noawait ldconfig\n";
}

Package plan_deb(const PackageMaking& making, const DebMaking& deb,
                 const PackageChangelog& changelog, const Release& release) {
  const PackagePlan& plan = making.plan;
  ScriptParts scripts = system_script_parts(system_parts(deb.files));
  const ScriptParts sites = nginx_script_parts(nginx_sites_in(deb.files));
  scripts.postinst += sites.postinst;
  scripts.postrm += sites.postrm;
  // As relations and scripts are, those of shipit_package() are for its own package.
  if (&deb.plan == &plan.debs.front())
    remove_conffiles(plan.obsolete_conffiles, debian_root(deb.files), scripts);
  OwnControl own = own_control(deb.plan);
  add_library_files(deb, own.extra);
  const std::string name = deb_name(deb.control.package, deb.control.architecture, release);
  return deb_package(
      name, {.tree = making.tree,
             .fields = deb.control,
             .scripts = merged_scripts(scripts, own.scripts),
             .control_extra = std::move(own.extra),
             .conffiles = std::move(own.conffiles),
             .licence = {.name = plan.license,
                         .text = plan.license_file.empty() ? "" : read_file(plan.license_file),
                         .holder = plan.copyright},
             .changes = changelog.changes,
             .past = changelog.past,
             .epoch = making.epoch,
             .compression = plan.compression,
             .output = making.folder / name,
             .part = deb.part,
             .packages = names_of(plan),
             .cache = &making.cache});
}

// "<package>-dbgsym" as debhelper makes it, beside `deb`; nullopt when there is nothing for it.
std::optional<Package> plan_dbgsym(const PackageMaking& making, const DebMaking& deb,
                                   const Release& release) {
  const ControlFields& of = deb.control;
  std::vector<std::string> ids =
      build_ids(deb.part ? part_of(making.debug, *deb.part) : making.debug);
  if (ids.empty()) return std::nullopt;
  const std::string name = deb_name(of.package + "-dbgsym", of.architecture, release);
  return dbgsym_package(
      name,
      {.tree = making.debug,
       .fields = {.package = of.package + "-dbgsym",
                  .version = of.version,
                  .architecture = of.architecture,
                  .maintainer = of.maintainer,
                  .synopsis = "debug symbols for " + of.package,
                  .relations = {{Relation::depends, {of.package + " (= " + of.version + ")"}}},
                  .section = "debug",
                  .source = of.source.empty() ? of.package : of.source,
                  .build_ids = std::move(ids)},
       .epoch = making.epoch,
       .compression = making.plan.compression,
       .output = making.folder / name,
       .documents_of = of.package,
       .part = deb.part});
}

}  // namespace

void add_debs(const PackageMaking& making, Release& release, PlannedPackages& planned) {
  std::vector<DebMaking> debs;
  for (const DebPlan& deb : making.plan.debs) debs.push_back(begun(making, deb, release));
  for_each_index(debs.size(), [&](std::size_t i) { add_relations(making, debs[i]); });
  release.built_with = making.libraries.versions(making.plan.architecture);
  const PackageChangelog changelog = package_changelog(making.plan.version_rules, release.version);
  std::set<std::string> own;
  for (const DebMaking& deb : debs) own.merge(names_given_by(deb.control));
  for (const DebMaking& deb : debs) {
    add_foreign(deb.control.relations.at(Relation::depends), own, release.depends);
    planned.packages.push_back(plan_deb(making, deb, changelog, release));
    if (std::optional<Package> debug = plan_dbgsym(making, deb, release))
      planned.debug.push_back(std::move(*debug));
  }
}

}  // namespace shipit
