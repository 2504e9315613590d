// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>
#include <version/version.hpp>

namespace shipit {

// Runs plan.pre_package one after the other in the source folder, without a shell, with
// SHIPIT_VERSION, SHIPIT_DEBIAN_VERSION, SHIPIT_TAG, SHIPIT_COMMIT (both empty when not known) and
// SHIPIT_BUILD_FOLDER in their environment. An Error with the words of the first that fails.
void run_pre_package(const PackagePlan& plan, const Version& version);

// Of every environment with a PRE_SWITCH: an Error where no host could run that. It has to be a
// program of the release, with a service as whose user it runs, in an archive.
void check_pre_switch(const PackagePlan& plan, const StagedTree& tree);

}  // namespace shipit
