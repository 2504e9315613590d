// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/esbuild.hpp>
#include <assets/links.hpp>
#include <assets/placeholders.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>
#include <vector>

namespace shipit {

// Everything that is to be published, before anything is linked.
struct Collection {
  std::vector<Asset> assets;         // sorted by path
  std::vector<WrittenName> written;  // what esbuild's output calls them
  Site site;
};

// Brings the sources and what esbuild made of them together: bundles take the place of their
// entries, sources that are part of a bundle are not published by themselves, and files from
// node_modules come under vendor/. Assets point to what is in `bundling`. `stage` is the folder
// that esbuild wrote to. An Error when two files want one logical path, or when esbuild copied a
// file from outside the root.
Collection collect(const AssetOptions& options, const SourceTree& tree, const Bundling& bundling,
                   const Path& stage);

}  // namespace shipit
