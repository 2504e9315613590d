// SPDX-License-Identifier: Apache-2.0
#include <base/run_or_throw.hpp>
#include <cli/package_hooks.hpp>

namespace shipit {

void run_pre_package(const PackagePlan& plan, const Version& version) {
  for (const std::vector<std::string>& words : plan.pre_package)
    run_or_throw({.words = words,
                  .folder = plan.source_folder,
                  .extra = {{"SHIPIT_VERSION", semver(version)},
                            {"SHIPIT_DEBIAN_VERSION", debian_version(version)},
                            {"SHIPIT_TAG", version.tag},
                            {"SHIPIT_COMMIT", version.commit},
                            {"SHIPIT_BUILD_FOLDER", plan.build_folder.native()}}},
                 Error("PRE_PACKAGE failed: nothing was packaged"),
                 "mend what it complains of, and package again");
}

}  // namespace shipit
