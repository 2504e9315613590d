// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/kept_index.hpp>
#include <assets/links.hpp>
#include <assets/plan.hpp>
#include <assets/scan.hpp>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// The files whose references are understood, by logical path.
using Texts = std::map<std::string, LinkedText>;

// Reads one with its references. `root` is the tree's.
LinkedText read_text(const SourceFile& file, const AssetOptions& options, const Path& root);

// Reads all of them, but for their bytes, and looks at every other file of the tree.
Texts read_texts(const SourceTree& tree, const AssetOptions& options, KeptIndex& index);

// What esbuild can't make out, or takes for paths of this machine: URLs from the top of the host,
// and names with percent signs. Wild cards aside, which it would read as such.
std::vector<std::string> externals_of(const Texts& texts);

}  // namespace shipit
