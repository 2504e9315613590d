// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

struct Attribute {
  std::string name;  // lower case
  Reference value;   // decoded: character references are the characters; template blocks stand as
                     // they are
};

struct Tag {
  std::string name;  // lower case
  std::vector<Attribute> attributes;
  bool empty = false;  // closed by its own '/', as SVG's elements may be
  Reference text;      // of a <style>: everything in it
};

// Reads the start tags of an HTML page or template, one after another, as the HTML Standard's
// "Tokenization" does; a template block is passed over wherever it stands.
class Markup {
 public:
  explicit Markup(std::string_view text);

  // The next start tag; nothing at the end.
  std::optional<Tag> next();

 private:
  bool at_end() const { return position_ >= text_.size(); }
  bool looking_at(std::string_view word) const;
  bool skip_template();
  void skip_past(std::string_view end);
  void skip_comment();
  void skip_blanks();
  std::string name();
  Reference decoded(std::size_t begin, std::size_t end) const;
  Reference value();
  std::optional<Tag> tag();
  void raw_text(Tag& tag);

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t svg_depth_ = 0;
};

// The end of the template block that begins at `begin` of `text`; nothing when none begins there.
std::optional<std::size_t> template_end(std::string_view text, std::size_t begin);

}  // namespace shipit
