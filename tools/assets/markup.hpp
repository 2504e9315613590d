// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shipit {

struct Attribute {
  std::string name;  // lower case
  Reference value;   // decoded: character references are the characters; template blocks stand as
                     // they are
};

struct Tag {
  std::string name;          // lower case
  std::size_t name_end = 0;  // where it ends in the text
  std::vector<Attribute> attributes;
  bool empty = false;      // closed by its own '/', as SVG's elements may be
  bool templated = false;  // a template block among its attributes may make others
  Reference text;          // of a <style> or <script>: everything in it
};

// xml: elements and attributes go without their prefixes ("svg:use" is "use"), CDATA sections are
// text, and <?xml-stylesheet?> is a tag.
enum class Syntax { html, xml };

// Reads the start tags of an HTML page, an SVG picture, or a template of one, one after another, as
// the HTML Standard's "Tokenization" or XML 1.0 does; a template block is passed over wherever it
// stands.
class Markup {
 public:
  // Attributes whose names are not wanted are passed over.
  Markup(std::string_view text, Syntax syntax, bool (*is_wanted)(std::string_view name));

  // The next start tag; nothing at the end.
  std::optional<Tag> next();

 private:
  bool at_end() const { return position_ >= text_.size(); }
  bool looking_at(std::string_view word) const;
  bool skip_template();
  void skip_past(std::string_view end);
  void skip_comment();
  bool skip_declaration();
  void skip_blanks();
  std::string name();
  Reference decoded(std::size_t begin, std::size_t end) const;
  std::pair<std::size_t, std::size_t> value();
  std::optional<Tag> tag();
  std::optional<Tag> start_tag();
  bool is_raw(const Tag& tag) const;
  void raw_text(Tag& tag, const std::string& name);

  std::string_view text_;
  Syntax syntax_;
  bool (*is_wanted_)(std::string_view);
  std::size_t position_ = 0;
  std::size_t svg_depth_ = 0;
};

// The end of the template block that begins at `begin` of `text`; nothing when none begins there.
std::optional<std::size_t> template_end(std::string_view text, std::size_t begin);

}  // namespace shipit
