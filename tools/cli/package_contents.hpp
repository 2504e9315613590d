// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/package_libraries.hpp>
#include <cli/package_plan.hpp>
#include <cli/packing.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// What becomes of one run: made in a folder of its own, published when all of it is there.
struct PackageMaking {
  const PackagePlan& plan;
  const StagedTree& tree;
  const StagedTree& debug;  // debug_files(tree)
  const Path& folder;
  std::int64_t epoch;  // of every packaged file, in seconds since 1970
  LibraryRelations& libraries;
  ValueStore& cache;
};

// The file at `path`; an Error names it as `what` when none is installed there.
const Entry& entry_of(const StagedTree& tree, const std::string& path, const char* what);
// The same as the metadata names it, without its digest.
ReleasedFile released_file(const StagedTree& tree, const std::string& path, const char* what);

// Of the install() rules' components; empty when there is one for all.
std::map<std::string, std::string> packages_of(const PackagePlan& plan);

// Whether the debug information of what is stripped is for a package.
bool wants_dbgsym(const PackagePlan& plan);

// The packages of the plan's formats, in their order. What the .debs depend on is noted in the
// release.
struct PlannedPackages {
  std::vector<Package> packages;  // of the tree
  std::vector<Package> debug;     // of the tree's debug files
};
PlannedPackages planned_packages(const PackageMaking& making, Release& release);

}  // namespace shipit
