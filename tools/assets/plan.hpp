// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/budget.hpp>
#include <assets/depfile.hpp>
#include <assets/encoding.hpp>
#include <assets/esbuild.hpp>
#include <assets/glob.hpp>
#include <assets/links.hpp>
#include <base/files.hpp>
#include <base/json.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// digest: for servers. identity: for those who develop; every file keeps its name, and nothing is
// minified.
enum class Mode { digest, identity };

// Classic scripts that are combined in this order.
struct Concat {
  std::string output;       // logical path
  std::vector<Path> files;  // in the root or elsewhere
};

// Manifests as other programs read them; foreign_manifests.hpp says which.
enum class ManifestFormat { vite, propshaft, django, phoenix };

// What is to be published, and where.
struct AssetOptions {
  Path root;         // the folder that is published
  std::string name;  // of the target, for messages; may be empty
  Mode mode = Mode::digest;
  std::vector<std::string> entries;  // logical paths of what esbuild bundles
  std::vector<Concat> concats;
  std::string public_path;                 // where it will be served: begins and ends with '/'
  std::string target = "es2020";           // as esbuild's --target takes it
  std::vector<GlobRule<Naming>> names;     // how files are named; naming_of() says it for others
  std::string version;                     // what Naming::query asks for; may stand in a URL
  std::vector<GlobRule<Minify>> minify;    // which files that are not bundled; none without rules
  std::vector<GlobRule<Missing>> missing;  // what of references that lead nowhere
  std::vector<GlobRule<Missing>> unused;   // what of files that nothing leads to; nothing if unsaid
  std::vector<Budget> budgets;
  std::vector<GlobRule<Integrity>> integrity;  // of which pages; off without rules
  Format format = Format::iife;                // of the bundles
  SourceMaps source_maps = SourceMaps::off;
  Precompression precompression;
  Path maps;  // the folder that is made of those that are kept back; default: "<output>.maps"
  std::vector<ManifestFormat> manifests;  // beside ShipIt's own
  Path output;                            // the folder that is made; everything else in it goes
  Path esbuild;                           // the program
  std::optional<Depfile> depfile;         // of all that is read, if anyone wants to know
  Path from;                              // the folder that paths in messages are relative to
  std::chrono::seconds limit{300};        // for esbuild
  std::optional<int> stop{};              // ends it early: a descriptor, as Command has it
  // All that is above, as text. Without it nothing of the last build is believed but what it found
  // in single files.
  std::string settings;
};

// Reads the plan that shipit_add_assets() writes, schema 1. `origin` names it in Errors.
AssetOptions read_plan(const Json& plan, std::string_view origin);

}  // namespace shipit
