// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/html.hpp>
#include <string_view>

namespace shipit {

// What a text is written in, as far as its references are understood. No file is an import map, but
// parts of pages are.
enum class Language { none, css, js, html, svg, webmanifest, import_map };

Language language_of(std::string_view path);

// The references of a text, and of a page its base.
Page references_in(Language language, std::string_view text);

}  // namespace shipit
