// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>

namespace shipit {

// Adds to the release's services what the tree has of theirs: units, users, folders, without
// digests. An Error when a program or a unit is not installed, and when a unit doesn't run what an
// environment's ROOT will hold.
void describe_services(const PackagePlan& plan, const StagedTree& tree, Release& release);

}  // namespace shipit
