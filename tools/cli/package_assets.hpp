// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>
#include <release/release.hpp>

namespace shipit {

// Where the build notes what npm's packages the bundles are of. `config`: the build type, for
// generators with several.
Path npm_file(const PackagePlan::Assets& assets, const std::string& config);

// Adds the asset manifests to the release, and what npm's packages their bundles are of. An Error
// for a manifest that is not installed.
void describe_assets(const PackagePlan& plan, const StagedTree& tree, const std::string& config,
                     Release& release);

// Adds the digests that packing has learnt, and what compressed forms there are. An Error where
// what is published is not what a manifest says: a build folder can be damaged.
void settle_assets(const StagedTree& tree, Release& release);

// Adds the sites that shipit_add_nginx_site() made, without digests.
void describe_sites(const StagedTree& tree, Release& release);

}  // namespace shipit
