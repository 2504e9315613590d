// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

struct Page {
  std::vector<Reference> references;  // in the order of the file
  std::optional<std::string> base;    // the first <base href>, which relative references lead from
  std::vector<std::string> manifests{};  // the references that name web manifests
};

// The references of an HTML page or template, tokenized as the HTML Standard tells: attributes that
// load something (musts), links (mays), inline style sheets, scripts, and attributes of CSS.
// Scripts and sheets have a seal, unless a block of a template language says their integrity.
// Comments and blocks of a template language are passed over; so is a value that holds such a
// block.
Page html_references(std::string_view page);

// The references of an SVG picture, tokenized as XML 1.0 tells: the same.
std::vector<Reference> svg_references(std::string_view picture);

}  // namespace shipit
