// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <assets/scan.hpp>
#include <optional>
#include <set>
#include <string>

namespace shipit {

// Where runs of esbuild take place.
struct EsbuildPlace {
  Path esbuild;            // the program
  const SourceTree& tree;  // what it is run on
  Path stage;              // where it writes
  std::set<Path> by_name;  // files that are read by name alone, wherever they are
};

// Every path outside the tree's folders and files whose coming, going or changing may make esbuild
// bundle or minify to something else. Nothing when that can't be told: esbuild is a script that
// starts another program, a tsconfig.json leads to other files, or modules are beside the root.
std::optional<std::set<std::string>> surroundings_of(const EsbuildPlace& place,
                                                     const Bundling& bundling);

}  // namespace shipit
