// SPDX-License-Identifier: Apache-2.0
#include <assets/facts.hpp>
#include <assets/markup.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

bool has_block(std::string_view text) {
  for (std::size_t at = text.find_first_of("{<"); at != std::string_view::npos;
       at = text.find_first_of("{<", at + 1))
    if (template_end(text, at)) return true;
  return false;
}

bool is_last(const Reference& reference, std::string_view text) {
  return reference.need == Need::map && trim(text.substr(reference.end)).empty();
}

}  // namespace

Plainness plainness_of(std::string_view text) {
  return is_utf8(text) && !has_block(text) ? Plainness::plain : Plainness::odd;
}

SourceFacts facts_of(std::string_view bytes, Language language, Fingerprint print) {
  SourceFacts facts{.print = std::move(print), .page = references_in(language, bytes)};
  if (language == Language::css || language == Language::js) {
    const auto& references = facts.page.references;
    facts.map_is_last = !references.empty() && is_last(references.back(), bytes);
  }
  return facts;
}

}  // namespace shipit
