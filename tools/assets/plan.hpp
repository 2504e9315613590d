// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/depfile.hpp>
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

enum class Minify { on, off };

// Classic scripts that are combined in this order.
struct Concat {
  std::string output;       // logical path
  std::vector<Path> files;  // in the root or elsewhere
};

// Manifests as other programs read them; foreign_manifests.hpp says which.
enum class ManifestFormat { vite, propshaft, django, phoenix };

// What is to be published, and where.
struct AssetOptions {
  Path root;                         // the folder that is published
  std::vector<std::string> entries;  // logical paths of what esbuild bundles
  std::vector<Concat> concats;
  std::string public_path;                 // where it will be served: begins and ends with '/'
  std::string target = "es2020";           // as esbuild's --target takes it
  std::vector<GlobRule<Naming>> names;     // how files are named; naming_of() says it for others
  std::string version;                     // what Naming::query asks for; may stand in a URL
  std::vector<GlobRule<Minify>> minify;    // which files that are not bundled; none without rules
  std::vector<GlobRule<Missing>> missing;  // what of references that lead nowhere
  std::vector<GlobRule<Integrity>> integrity;  // of which pages; off without rules
  Format format = Format::iife;                // of the bundles
  SourceMaps source_maps = SourceMaps::off;
  Path maps;  // the folder that is made of those that are kept back; default: "maps"
              // beside the output
  std::vector<ManifestFormat> manifests;  // beside ShipIt's own
  Path output;                            // the folder that is made; everything else in it goes
  Path esbuild;                           // the program
  std::optional<Depfile> depfile;         // of all that is read, if anyone wants to know
  Path from;                              // the folder that paths in messages are relative to
  std::chrono::seconds limit{300};        // for esbuild
};

// Reads the plan that shipit_add_assets() writes, schema 1. `origin` names it in Errors.
AssetOptions read_plan(const Json& plan, std::string_view origin);

}  // namespace shipit
