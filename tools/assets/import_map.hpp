// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <string_view>
#include <vector>

namespace shipit {

// The references of a page's import map (HTML Standard, "Import maps"), in order:
// - what specifiers of "imports" and of each scope lead to (musts). One that ends with '/' stands
//   for whatever is below a folder, so it is left alone;
// - those specifiers that are URLs themselves (mays): what a script imports is looked up by the URL
//   that it is resolved to, and that has a digest once the script's own import statement has been
//   put right, so they are to have it too;
// - the scopes (mays), which are compared with the URLs of scripts;
// - the keys of "integrity" (mays), whose values are their seals, unless those are empty.
// What is no JSON has none.
std::vector<Reference> import_map_references(std::string_view map);

}  // namespace shipit
