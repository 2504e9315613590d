// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>
#include <release/release.hpp>
#include <string>

namespace shipit {

struct Staged {
  const StagedTree& tree;
  const std::string& config;  // the build type; empty: the one that was configured
};

// All that the metadata tells of a release before it is packed, but for the tag before it. An Error
// for what the plan names and the tree lacks, and for a SOURCE_DATE_EPOCH that is no number.
Release described_release(const PackagePlan& plan, Version version, const Staged& staged);

// What packing has learnt, so that no file is read a second time for it.
void add_digests(const StagedTree& tree, Release& release);

}  // namespace shipit
