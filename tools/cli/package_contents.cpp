// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/package_contents.hpp>
#include <cli/package_debs.hpp>

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

}  // namespace

const Entry& entry_of(const StagedTree& tree, const std::string& path, const char* what) {
  const Entry* entry = tree.find(path);
  if (entry == nullptr || entry->kind != EntryKind::file)
    throw Error(std::string(what) + " " + quote(path) + " was not installed")
        .help("check the DESTINATION and the install() rules that reach it");
  return *entry;
}

ReleasedFile released_file(const StagedTree& tree, const std::string& path, const char* what) {
  const Entry& entry = entry_of(tree, path, what);
  return {.path = path, .size = entry.size, .sha256 = {}};
}

std::map<std::string, std::string> packages_of(const PackagePlan& plan) {
  std::map<std::string, std::string> packages;
  for (const DebPlan& deb : plan.debs)
    for (const std::string& component : deb.components) packages[component] = deb.control.package;
  return packages;
}

bool wants_dbgsym(const PackagePlan& plan) { return plan.dbgsym && makes(plan, "DEB"); }

PlannedPackages planned_packages(const PackageMaking& making, Release& release) {
  PlannedPackages planned;
  for (const std::string& format : making.plan.formats) {
    if (format == "DEB")
      add_debs(making, release, planned);
    else
      planned.packages.push_back(plan_archive(making, release));
  }
  return planned;
}

}  // namespace shipit
