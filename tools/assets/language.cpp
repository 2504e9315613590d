// SPDX-License-Identifier: Apache-2.0
#include <assets/asset.hpp>
#include <assets/css.hpp>
#include <assets/import_map.hpp>
#include <assets/js.hpp>
#include <assets/language.hpp>
#include <assets/webmanifest.hpp>

namespace shipit {

Language language_of(std::string_view path) {
  const std::string extension = extension_of(path);
  if (extension == ".css") return Language::css;
  if (extension == ".js" || extension == ".mjs") return Language::js;
  if (extension == ".html" || extension == ".htm") return Language::html;
  if (extension == ".svg") return Language::svg;
  return extension == ".webmanifest" ? Language::webmanifest : Language::none;
}

Page references_in(Language language, std::string_view text) {
  switch (language) {
    case Language::css:
      return {css_references(text), {}};
    case Language::js:
      return {js_references(text), {}};
    case Language::html:
      return html_references(text);
    case Language::svg:
      return {svg_references(text), {}};
    case Language::webmanifest:
      return {webmanifest_references(text), {}};
    case Language::import_map:
      return {import_map_references(text), {}};
    case Language::none:
      break;
  }
  return {};
}

}  // namespace shipit
