// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/markup.hpp>
#include <base/text.hpp>
#include <iterator>

namespace shipit {
namespace {

bool is_html_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }
bool is_letter(char c) { return is_alnum(c) && !is_digit(c); }

struct Block {
  std::string_view opener;
  std::string_view closer;
};

// Jinja, Django, Mustache, Handlebars, Twig; ERB, EJS; PHP.
constexpr Block blocks[] = {
    {"{{!", "}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}, {"<?php", "?>"},
};

bool may_begin_block(char c) { return c == '{' || c == '<'; }

// Every quote in `text` is closed: what looks like the end of a block is not inside a string.
bool quotes_match(std::string_view text) {
  char open = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (open != '\0' && text[i] == '\\')
      ++i;
    else if (text[i] == open)
      open = '\0';
    else if (open == '\0' && (text[i] == '"' || text[i] == '\''))
      open = text[i];
  }
  return open == '\0';
}

struct Character {
  std::string_view name;
  std::string_view text;
};

constexpr Character characters[] = {{"amp;", "&"},  {"lt;", "<"},     {"gt;", ">"}, {"quot;", "\""},
                                    {"apos;", "'"}, {"period;", "."}, {"sol;", "/"}};

// "&#46;", "&#x2e;": only ASCII, for nothing else is part of how a URL is read.
std::optional<std::pair<char, std::size_t>> numeric(std::string_view text) {
  if (!text.starts_with("&#")) return std::nullopt;
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  unsigned point = 0;
  std::size_t i = hex ? 3 : 2;
  const std::size_t digits = i;
  for (; i < text.size() && point < 128; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0 || (!hex && digit > 9)) break;
    point = point * (hex ? 16 : 10) + static_cast<unsigned>(digit);
  }
  if (i == digits || point == 0 || point > 127) return std::nullopt;
  if (i < text.size() && text[i] == ';') ++i;
  return std::pair(static_cast<char>(point), i);
}

std::string without_prefix(const std::string& name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::optional<std::size_t> template_end(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin);
  if (rest.empty() || !may_begin_block(rest[0])) return std::nullopt;
  for (const Block& block : blocks) {
    if (!rest.starts_with(block.opener)) continue;
    const std::size_t body = block.opener.size();
    const std::size_t first = rest.find(block.closer, body);
    if (first == std::string_view::npos) return std::nullopt;
    // A string may hold what looks like the end. But where the next block begins, it was the end.
    const std::size_t limit = std::min(rest.find(block.opener, first), rest.size());
    const bool expression = block.opener == "{{" || block.opener == "{%";
    for (std::size_t close = first; expression && close < limit;
         close = std::min(rest.find(block.closer, close + 1), rest.size()))
      if (quotes_match(rest.substr(body, close - body))) return begin + close + block.closer.size();
    return begin + first + block.closer.size();
  }
  return std::nullopt;
}

Markup::Markup(std::string_view text, Syntax syntax, bool (*is_wanted)(std::string_view))
    : text_(text), syntax_(syntax), is_wanted_(is_wanted) {}

bool Markup::looking_at(std::string_view word) const {
  return text_.substr(position_).starts_with(word);
}

bool Markup::skip_template() {
  const std::optional<std::size_t> end = template_end(text_, position_);
  if (end) position_ = *end;
  return end.has_value();
}

void Markup::skip_past(std::string_view end) {
  const std::size_t found = text_.find(end, position_);
  position_ = found == std::string_view::npos ? text_.size() : found + end.size();
}

void Markup::skip_blanks() {
  while (!at_end() && is_html_blank(text_[position_])) ++position_;
}

void Markup::skip_comment() {
  position_ += 4;
  if (syntax_ == Syntax::xml) return skip_past("-->");
  if (looking_at(">") || looking_at("->")) return skip_past(">");
  const std::size_t plain = text_.find("-->", position_);
  const std::size_t banged = text_.find("--!>", position_);
  const std::size_t end = std::min(plain, banged);
  position_ = end == std::string_view::npos ? text_.size() : end + (end == plain ? 3 : 4);
}

// Comments, doctypes, processing instructions.
bool Markup::skip_declaration() {
  if (looking_at("<!--"))
    skip_comment();
  else if (syntax_ == Syntax::xml && looking_at("<![CDATA["))
    skip_past("]]>");
  else if (looking_at("<!") || looking_at("<?"))
    skip_past(">");
  else
    return false;
  return true;
}

std::optional<Tag> Markup::next() {
  while (!at_end()) {
    while (!at_end() && !may_begin_block(text_[position_])) ++position_;
    if (at_end()) break;
    if (skip_template()) continue;
    if (syntax_ == Syntax::xml && looking_at("<?xml-stylesheet")) {
      position_ += 2;
      return tag();
    }
    if (skip_declaration()) continue;
    if (looking_at("</")) {
      position_ += 2;
      const std::optional<Tag> closed = tag();
      if (closed && closed->name == "svg" && svg_depth_ > 0) --svg_depth_;
    } else if (text_[position_] == '<' && position_ + 1 < text_.size() &&
               is_letter(text_[position_ + 1])) {
      ++position_;
      if (std::optional<Tag> found = start_tag()) return found;
    } else {
      ++position_;
    }
  }
  return std::nullopt;
}

// Stands after '<', and then after the element's text if that is raw.
std::optional<Tag> Markup::start_tag() {
  std::optional<Tag> found = tag();
  if (!found) return found;
  const std::string name = found->name;
  if (syntax_ == Syntax::xml) found->name = without_prefix(name);
  if (found->name == "svg" && !found->empty) ++svg_depth_;
  if (is_raw(*found)) raw_text(*found, name);
  return found;
}

// The elements whose content is text, whatever it looks like.
bool Markup::is_raw(const Tag& tag) const {
  constexpr std::string_view raw[] = {"script",  "style",    "textarea", "title",    "xmp",
                                      "noembed", "noframes", "iframe",   "plaintext"};
  if (tag.empty && (svg_depth_ > 0 || syntax_ == Syntax::xml)) return false;
  const std::size_t known = syntax_ == Syntax::xml ? 2 : std::size(raw);
  return std::find(raw, raw + known, tag.name) != raw + known;
}

// The name of a tag or an attribute.
std::string Markup::name() {
  const std::size_t begin = position_;
  if (!at_end() && text_[position_] == '=') ++position_;
  while (!at_end() && !is_html_blank(text_[position_]) && text_[position_] != '/' &&
         text_[position_] != '>' && text_[position_] != '=' && !template_end(text_, position_))
    ++position_;
  return to_lower(text_.substr(begin, position_ - begin));
}

// Stands after '<' or '</' and then after '>'; nothing when the file ends before that.
std::optional<Tag> Markup::tag() {
  Tag tag;
  tag.name = name();
  tag.name_end = position_;
  bool slash = false;  // by itself: that at the end of a value without quotes is a part of it
  while (!at_end()) {
    skip_blanks();
    if (at_end()) break;
    if (skip_template()) {
      tag.templated = true;
      continue;
    }
    if (text_[position_] == '>') {
      tag.empty = slash && text_[position_ - 1] == '/';
      ++position_;
      return tag;
    }
    slash = text_[position_] == '/';
    if (slash) {
      ++position_;
      continue;
    }
    std::string name = this->name();
    if (syntax_ == Syntax::xml) name = without_prefix(name);
    skip_blanks();
    if (at_end() || text_[position_] != '=') continue;
    ++position_;
    skip_blanks();
    const auto [begin, end] = value();
    if (is_wanted_(name)) tag.attributes.push_back({std::move(name), decoded(begin, end)});
  }
  return std::nullopt;
}

// Where the value of an attribute begins and ends.
std::pair<std::size_t, std::size_t> Markup::value() {
  const bool quoted = !at_end() && (text_[position_] == '"' || text_[position_] == '\'');
  const char quote = quoted ? text_[position_++] : '\0';
  const std::size_t begin = position_;
  if (quoted) position_ = std::min(text_.find(quote, begin), text_.size());
  // Most are long and have no block, in which a quote would mean nothing.
  const std::string_view rest = text_.substr(begin, position_ - begin);
  if (rest.find('{') != std::string_view::npos || rest.find('<') != std::string_view::npos)
    position_ = begin;
  while (!at_end()) {
    const char c = text_[position_];
    if (quoted ? c == quote : is_html_blank(c) || c == '>') break;
    if (!may_begin_block(c) || !skip_template()) ++position_;
  }
  const std::size_t end = position_;
  if (quoted && !at_end()) ++position_;
  return {begin, end};
}

// HTML Standard, "Character reference state", for the characters that matter in a URL.
Reference Markup::decoded(std::size_t begin, std::size_t end) const {
  Reference result;
  result.spelling = Spelling::markup;
  for (std::size_t i = begin; i < end;) {
    result.at.push_back(i);
    const std::string_view rest = text_.substr(i, end - i);
    if (rest[0] != '&') {
      result.value += rest[0];
      ++i;
      continue;
    }
    if (const auto character = numeric(rest)) {
      result.value += character->first;
      i += character->second;
      continue;
    }
    const auto named =
        std::find_if(std::begin(characters), std::end(characters),
                     [&](const Character& one) { return rest.substr(1).starts_with(one.name); });
    result.value += named == std::end(characters) ? rest[0] : named->text[0];
    i += named == std::end(characters) ? 1 : named->name.size() + 1;
  }
  result.at.push_back(end);
  return result;
}

// Passes over the content of a raw text element, up to its end tag, and keeps it.
void Markup::raw_text(Tag& tag, const std::string& name) {
  const std::size_t begin = position_;
  const std::string ending = "</" + name;
  while (!at_end()) {
    position_ = std::min(text_.find("</", position_), text_.size());
    const std::string_view rest = text_.substr(position_);
    const char next = rest.size() > ending.size() ? rest[ending.size()] : '>';
    if (to_lower(rest.substr(0, ending.size())) == ending &&
        (is_html_blank(next) || next == '/' || next == '>'))
      break;
    position_ = std::min(position_ + 2, text_.size());
  }
  if (tag.name != "style" && tag.name != "script") return;
  const std::string_view text = text_.substr(begin, position_ - begin);
  if (syntax_ == Syntax::xml && text.find("<![CDATA[") == std::string_view::npos) {
    tag.text = decoded(begin, position_);
    return;
  }
  tag.text.value = text;
  for (std::size_t i = begin; i <= position_; ++i) tag.text.at.push_back(i);
}

}  // namespace shipit
