// SPDX-License-Identifier: Apache-2.0
#include <cli/package_changelog.hpp>
#include <cli/package_contents.hpp>
#include <deb/dependencies.hpp>

namespace shipit {
namespace {

Package plan_archive(const Making& making, const Release& release) {
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

Package plan_deb(const Making& making, const Release& release) {
  const PackagePlan& plan = making.plan;
  std::vector<std::string> depends = plan.depends;
  if (plan.shlibdeps)
    for (std::string& relation : shared_library_relations(making.tree, making.folder))
      depends.push_back(std::move(relation));
  PackageChangelog changelog = package_changelog(plan.version_rules, release.version);
  return deb_package(
      deb_name(release),
      {.tree = making.tree,
       .fields = {.package = plan.name,
                  .version = debian_version(release.version),
                  .architecture = plan.architecture,
                  .maintainer = plan.contact,
                  .synopsis = plan.summary,
                  .description =
                      plan.description.empty() ? default_description(release) : plan.description,
                  .depends = std::move(depends),
                  .section = plan.section,
                  .homepage = plan.homepage},
       .scripts = service_scripts(units_in(making.tree)),
       .licence = {.name = plan.license,
                   .text = plan.license_file.empty() ? "" : read_file(plan.license_file),
                   .holder = plan.copyright},
       .changes = std::move(changelog.changes),
       .past = std::move(changelog.past),
       .epoch = making.epoch,
       .output = making.folder / deb_name(release)});
}

}  // namespace

std::vector<Package> planned_packages(const Making& making, const Release& release) {
  std::vector<Package> packages;
  for (const std::string& format : making.plan.formats)
    packages.push_back(format == "DEB" ? plan_deb(making, release) : plan_archive(making, release));
  return packages;
}

}  // namespace shipit
