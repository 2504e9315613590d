// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/html.hpp>
#include <assets/language.hpp>
#include <assets/markup.hpp>
#include <base/text.hpp>
#include <initializer_list>
#include <iterator>

namespace shipit {
namespace {

constexpr std::string_view html_blanks = " \t\r\n\f";
// Stands where a template block was; no URL has it.
constexpr char blot = '\x01';

enum class Use { load, link, set };

struct Rule {
  std::string_view element;
  std::string_view attribute;
  Use use;
};

// HTML Standard, "Attributes that have a URL"; SVG 2, "Linking attributes". xlink:href counts as
// href.
constexpr Rule rules[] = {
    {"a", "href", Use::link},        {"area", "href", Use::link},
    {"audio", "src", Use::load},     {"embed", "src", Use::load},
    {"feimage", "href", Use::load},  {"filter", "href", Use::load},
    {"iframe", "src", Use::link},    {"image", "href", Use::load},
    {"img", "src", Use::load},       {"img", "srcset", Use::set},
    {"input", "src", Use::load},     {"lineargradient", "href", Use::load},
    {"link", "href", Use::link},     {"link", "imagesrcset", Use::set},
    {"mpath", "href", Use::load},    {"object", "data", Use::load},
    {"pattern", "href", Use::load},  {"radialgradient", "href", Use::load},
    {"script", "href", Use::load},   {"script", "src", Use::load},
    {"source", "src", Use::load},    {"source", "srcset", Use::set},
    {"textpath", "href", Use::load}, {"track", "src", Use::load},
    {"use", "href", Use::load},      {"video", "poster", Use::load},
    {"video", "src", Use::load},     {"xml-stylesheet", "href", Use::load},
};

// SVG 2, "Presentation attributes": those whose CSS may have a url().
constexpr std::string_view presentation[] = {
    "clip-path",  "cursor",       "fill", "filter", "marker", "marker-end",
    "marker-mid", "marker-start", "mask", "stroke", "style"};

bool is_css(std::string_view attribute) {
  return std::find(std::begin(presentation), std::end(presentation), attribute) !=
         std::end(presentation);
}

// What the functions below ask for.
bool is_wanted(std::string_view attribute) {
  for (const std::string_view name :
       {"as", "content", "integrity", "name", "property", "rel", "srcdoc", "type", "xlink:href"})
    if (name == attribute) return true;
  return is_css(attribute) ||
         std::any_of(std::begin(rules), std::end(rules),
                     [&](const Rule& rule) { return rule.attribute == attribute; });
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t end = 0; true;) {
    const std::size_t begin = text.find_first_not_of(html_blanks, end);
    if (begin == std::string_view::npos) return found;
    end = std::min(text.find_first_of(html_blanks, begin), text.size());
    found.emplace_back(text.substr(begin, end - begin));
  }
}

// The kinds of <link> that a page fetches to show itself; the others only lead somewhere.
bool loads(const Tag& link) {
  constexpr std::string_view kinds[] = {
      "stylesheet", "icon",          "apple-touch-icon", "apple-touch-icon-precomposed",
      "mask-icon",  "modulepreload", "preload",          "manifest"};
  for (const Attribute& attribute : link.attributes) {
    if (attribute.name != "rel") continue;
    for (const std::string& word : words(attribute.value.value))
      if (std::find(std::begin(kinds), std::end(kinds), to_lower(word)) != std::end(kinds))
        return true;
  }
  return false;
}

// HTML Standard, "Parsing a srcset attribute".
std::vector<Reference> candidates(const Reference& set) {
  std::vector<Reference> found;
  const std::string& text = set.value;
  std::size_t at = 0;
  while (true) {
    at = text.find_first_not_of(" \t\r\n\f,", at);
    if (at == std::string::npos) return found;
    const std::size_t stop = std::min(text.find_first_of(html_blanks, at), text.size());
    std::size_t end = stop;
    while (end > at && text[end - 1] == ',') --end;
    found.push_back(part_of(set, at, end));
    at = stop;
    if (end != stop) continue;
    for (int depth = 0; at < text.size() && (text[at] != ',' || depth > 0); ++at) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')' && depth > 0) --depth;
    }
  }
}

std::string without_templates(std::string text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<std::size_t> end = template_end(text, i);
    if (end) std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(i), *end - i, blot);
    i = end.value_or(i + 1);
  }
  return text;
}

// A seal that stands in a part of the page; nothing when only a program knows what it says.
std::optional<Seal> moved(const Seal& seal, const Reference& part) {
  const std::string_view said =
      std::string_view(part.value).substr(seal.begin, seal.end - seal.begin);
  if (has_template(said)) return std::nullopt;
  return Seal{part.at[seal.begin], part.at[seal.end]};
}

// The references of what is itself a part of the page, unless it has a base of its own.
void add_page(Page inner, const Reference& text, Page& page) {
  if (inner.base) return;
  for (Reference& reference : inner.references) {
    if (reference.value.find(blot) != std::string::npos || reference.need == Need::map) continue;
    for (std::size_t& offset : reference.at) offset = text.at[offset];
    if (reference.seal) reference.seal = moved(*reference.seal, text);
    reference.spelling = text.spelling;
    page.references.push_back(std::move(reference));
  }
}

void add_inner(const Reference& text, Language language, Page& page) {
  add_page(references_in(language, without_templates(text.value)), text, page);
}

const std::string* value_of(const Tag& tag, std::string_view name) {
  for (const Attribute& attribute : tag.attributes)
    if (attribute.name == name) return &attribute.value.value;
  return nullptr;
}

bool has_word(const std::string* value, std::initializer_list<std::string_view> wanted) {
  if (value == nullptr) return false;
  for (const std::string& word : words(*value))
    if (std::find(wanted.begin(), wanted.end(), to_lower(word)) != wanted.end()) return true;
  return false;
}

// HTML Standard, "The script element", "The link element": what heeds integrity="".
bool can_be_sealed(const Tag& tag) {
  if (tag.name == "script") return true;
  if (tag.name != "link") return false;
  const std::string* const kinds = value_of(tag, "rel");
  return has_word(kinds, {"stylesheet", "modulepreload"}) ||
         (has_word(kinds, {"preload"}) && has_word(value_of(tag, "as"), {"script", "style"}));
}

std::optional<Seal> seal_of(const Tag& tag) {
  for (const Attribute& attribute : tag.attributes) {
    if (attribute.name != "integrity") continue;
    const Reference& value = attribute.value;
    if (has_template(value.value)) return std::nullopt;
    if (value.value.empty()) break;  // ours comes before it, so that it counts for nothing
    return Seal{value.at.front(), value.at.back()};
  }
  return Seal{tag.name_end, tag.name_end};
}

// The references of the page from `first` on are those of the tag.
void add_seal(const Tag& tag, Page& page, std::size_t first) {
  const char* const name = tag.name == "link" ? "href" : "src";
  const std::string* const value = value_of(tag, name);
  if (value == nullptr || !can_be_sealed(tag)) return;
  for (const Attribute& attribute : tag.attributes) {
    if (&attribute.value.value != value) continue;
    for (std::size_t i = first; i < page.references.size(); ++i)
      if (page.references[i].at == attribute.value.at) page.references[i].seal = seal_of(tag);
  }
}

// ogp.me, "Structured Properties", and what X makes of it: the files among what a page says of
// itself to others. `og:url` and the like lead to pages.
bool names_file(const Tag& meta) {
  static const std::initializer_list<std::string_view> properties = {
      "og:audio",      "og:audio:secure_url", "og:audio:url",
      "og:image",      "og:image:secure_url", "og:image:url",
      "og:video",      "og:video:secure_url", "og:video:url",
      "twitter:image", "twitter:image:src",   "twitter:player:stream"};
  return has_word(value_of(meta, "property"), properties) ||
         has_word(value_of(meta, "name"), properties);
}

// A page in a page is read; one in that is left: each escapes all that is in it, so that a hostile
// page would have thousands.
enum class Srcdoc { read, left };
Page read(std::string_view text, Syntax syntax, Srcdoc srcdoc);

// HTML Standard, "The iframe element": a page in an attribute, whose URLs go by those of the page
// around it. No integrity comes in, for its quotes would end the attribute.
void add_srcdoc(const Reference& text, Page& page) {
  const std::size_t first = page.references.size();
  add_page(read(without_templates(text.value), Syntax::html, Srcdoc::left), text, page);
  for (std::size_t i = first; i < page.references.size(); ++i) {
    std::optional<Seal>& seal = page.references[i].seal;
    if (seal && seal->begin == seal->end) seal.reset();
  }
}

// HTML Standard, "The script element": any other type is data.
Language language_of_script(const Tag& tag) {
  constexpr std::string_view types[] = {"", "module", "text/javascript", "application/javascript"};
  const std::string* const value = value_of(tag, "type");
  const std::string type = value == nullptr ? "" : to_lower(trim(*value));
  if (type == "importmap") return Language::import_map;
  const bool script = std::find(std::begin(types), std::end(types), type) != std::end(types);
  return script ? Language::js : Language::none;
}

bool is_classic_script(const Tag& tag) {
  return tag.name == "script" && !tag.templated && language_of_script(tag) == Language::js &&
         !has_word(value_of(tag, "type"), {"module"});
}

void add_attribute(const Tag& tag, const Attribute& attribute, Page& page) {
  if (tag.name == "iframe" && attribute.name == "srcdoc") return add_srcdoc(attribute.value, page);
  if (is_css(attribute.name)) {
    // What refers to a file is a function or an at-rule.
    if (attribute.value.value.find_first_of("(@") == std::string::npos) return;
    return add_inner(attribute.value, Language::css, page);
  }
  const std::string name = attribute.name == "xlink:href" ? "href" : attribute.name;
  if (tag.name == "base" && name == "href" && !page.base) page.base = attribute.value.value;
  if (has_template(attribute.value.value)) return;
  if (tag.name == "meta" && name == "content" && names_file(tag))
    page.references.push_back(attribute.value);
  for (const Rule& rule : rules) {
    if (rule.element != tag.name || rule.attribute != name) continue;
    Reference value = attribute.value;
    const bool link = rule.use == Use::link && !(tag.name == "link" && loads(tag));
    value.need = link ? Need::may : is_classic_script(tag) ? Need::classic : Need::must;
    if (rule.use != Use::set) return page.references.push_back(std::move(value));
    for (Reference& one : candidates(value)) page.references.push_back(std::move(one));
  }
}

Page read(std::string_view text, Syntax syntax, Srcdoc srcdoc) {
  Page page;
  Markup markup(text, syntax, is_wanted);
  while (const std::optional<Tag> tag = markup.next()) {
    const std::size_t first = page.references.size();
    for (const Attribute& attribute : tag->attributes)
      if (srcdoc == Srcdoc::read || attribute.name != "srcdoc")
        add_attribute(*tag, attribute, page);
    if (syntax == Syntax::html) add_seal(*tag, page, first);
    if (tag->name == "link" && has_word(value_of(*tag, "rel"), {"manifest"}))
      if (const std::string* const value = value_of(*tag, "href")) page.manifests.push_back(*value);
    if (tag->name == "style") add_inner(tag->text, Language::css, page);
    if (tag->name == "script") add_inner(tag->text, language_of_script(*tag), page);
  }
  return page;
}

}  // namespace

Page html_references(std::string_view page) { return read(page, Syntax::html, Srcdoc::read); }

std::vector<Reference> svg_references(std::string_view picture) {
  return read(picture, Syntax::xml, Srcdoc::read).references;
}

}  // namespace shipit
