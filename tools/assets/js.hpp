// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <string_view>
#include <vector>

namespace shipit {

// The references of a script, in order: the specifiers of import, export … from and import() that
// are URLs ("./a.js", "/a.js", not "a"), import.meta.resolve(), new URL("…", import.meta.url), and
// the source map that a comment names. A script with a static import or an export is read as a
// module. Bytes are bytes: a script need not be UTF-8.
std::vector<Reference> js_references(std::string_view script);

// Whether it has a static import, an export, or import.meta.
bool is_js_module(std::string_view script);

}  // namespace shipit
