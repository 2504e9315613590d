// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/js.hpp>
#include <assets/js_text.hpp>
#include <assets/js_tokens.hpp>
#include <base/text.hpp>
#include <cstring>
#include <initializer_list>
#include <optional>

namespace shipit {
namespace {

class ReferenceFinder {
 public:
  ReferenceFinder(std::string_view text, JsGoal goal) : text_(text) {
    tokens_ = js_tokens(text, goal, JsTokens::of_references);
    for (const JsToken& token : tokens_) {
      if (token.kind != JsToken::Kind::comment) continue;
      if (auto map = source_map_reference(text, token.begin, token.end))
        found_.push_back(*std::move(map));
    }
    std::erase_if(tokens_,
                  [](const JsToken& token) { return token.kind == JsToken::Kind::comment; });
  }

  void find() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != JsToken::Kind::word) continue;
      if (is(i, "import"))
        import(i + 1);
      else if (is(i, "export"))
        is_module_ = clause(i + 1, is(i + 1, "*") || is(i + 1, "{")) || is_module_;
      else if (is(i, "new"))
        new_url(i + 1);
      else if (are(i, {"importScripts", "("}))
        scripts(i + 2);
      else if (are(i, {"self", ".", "importScripts", "("}))
        scripts(i + 4);
    }
    std::sort(found_.begin(), found_.end(),
              [](const Reference& a, const Reference& b) { return a.at.front() < b.at.front(); });
    // In `export * as import from './b.js'` both keywords lead to it.
    const auto same = [](const Reference& a, const Reference& b) { return a.at == b.at; };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
  }

  bool is_module() const { return is_module_; }
  std::vector<Reference> references() { return std::move(found_); }

 private:
  std::string_view spelled(std::size_t i) const {
    if (i >= tokens_.size()) return {};
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool is(std::size_t i, std::string_view text) const { return spelled(i) == text; }
  bool is_string(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == JsToken::Kind::string;
  }
  bool are(std::size_t i, std::initializer_list<std::string_view> words) const {
    return std::all_of(words.begin(), words.end(),
                       [&](std::string_view word) { return is(i++, word); });
  }

  void add(std::size_t i) {
    found_.push_back(js_string_value(text_, tokens_[i].begin, tokens_[i].end));
  }

  // HTML Standard, "Resolving a module specifier": any other is a name for an import map.
  void add_specifier(std::size_t i) {
    const Reference value = js_string_value(text_, tokens_[i].begin, tokens_[i].end);
    for (const std::string_view start : {"/", "./", "../"})
      if (value.value.starts_with(start)) return found_.push_back(value);
  }

  // Section 13.3.10 and 16.2.2 of ECMA-262; `i` is what follows 'import'.
  void import(std::size_t i) {
    if (is_string(i)) {
      add_specifier(i);
      is_module_ = true;
    } else if (is(i, "(")) {
      argument(i + 1);
    } else if (is(i, ".")) {
      if (are(i + 1, {"meta", ".", "resolve", "("})) argument(i + 5);
      if (are(i + 1, {"defer", "("}) || are(i + 1, {"source", "("})) argument(i + 3);
      is_module_ = is_module_ || is(i + 1, "meta");
    } else {
      is_module_ = clause(i, true) || is_module_;
    }
  }

  // HTML Standard, "Importing scripts and libraries": any number of URLs, of which a program may
  // make some.
  void scripts(std::size_t i) {
    for (; i < tokens_.size() && !is(i, ")"); i = after_argument(i))
      if (is_string(i) && (is(i + 1, ",") || is(i + 1, ")"))) add(i);
  }

  // Behind the comma that ends the argument at `i`, or at the bracket that ends the call.
  std::size_t after_argument(std::size_t i) const {
    for (std::size_t depth = 0; i < tokens_.size(); ++i) {
      if (depth == 0 && is(i, ",")) return i + 1;
      if (depth == 0 && is(i, ")")) return i;
      if (is(i, "(") || is(i, "[") || is(i, "{")) ++depth;
      if (depth > 0 && (is(i, ")") || is(i, "]") || is(i, "}"))) --depth;
    }
    return i;
  }

  // The first argument of a call, when it is a string and nothing else.
  void argument(std::size_t i) {
    if (is_string(i) && (is(i + 1, ")") || is(i + 1, ","))) add_specifier(i);
  }

  // "* as a from 'x'", "a, { b as c } from 'x'"; or an export without 'from'. Whether it is one.
  bool clause(std::size_t i, bool may_have_from) {
    if (!may_have_from) return true;
    for (; i < tokens_.size(); ++i) {
      if (is(i, "from") && is_string(i + 1)) {
        add_specifier(i + 1);
        return true;
      }
      const JsToken::Kind kind = tokens_[i].kind;
      const bool fits = kind == JsToken::Kind::word || kind == JsToken::Kind::name ||
                        kind == JsToken::Kind::string || is(i, "{") || is(i, "}") || is(i, ",") ||
                        is(i, "*");
      if (!fits) return is(i - 1, "}");
      // An export of local names: what follows is a statement of its own.
      if (is(i, "}") && !is(i + 1, "from")) return true;
    }
    return is(i - 1, "}");
  }

  // new URL("x", import.meta.url): here "x" is a URL like any other.
  void new_url(std::size_t i) {
    if (!are(i, {"URL", "("}) || !is_string(i + 2)) return;
    if (!are(i + 3, {",", "import", ".", "meta", ".", "url"})) return;
    if (is(i + 9, ")") || (is(i + 9, ",") && is(i + 10, ")"))) add(i + 2);
  }

  std::string_view text_;
  std::vector<JsToken> tokens_;  // of references, without comments
  bool is_module_ = false;
  std::vector<Reference> found_;
};

std::size_t position_of(std::string_view text, std::string_view word, std::size_t from) {
  if (text.size() < from + word.size()) return std::string_view::npos;
  const void* const found =
      memmem(text.data() + from, text.size() - from, word.data(), word.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// Whether it may be the keyword: most scripts say "exports", and some "file-import" in quotes, to
// which no keyword can be next without a newline or a ';' between them.
bool is_keyword(std::string_view text, std::size_t at, std::size_t end) {
  const char before = at == 0 ? '\n' : text[at - 1];
  const char after = end == text.size() ? '\n' : text[end];
  if (is_js_word_byte(before) || is_js_word_byte(after)) return false;
  const auto is_quote = [](char c) { return c == '"' || c == '\''; };
  return !(is_quote(after) && (is_quote(before) || before == '-'));
}

bool has_keyword(std::string_view text, std::string_view word) {
  std::size_t end = 0;
  for (std::size_t at = 0; (at = position_of(text, word, end)) != std::string_view::npos;) {
    end = at + word.size();
    if (is_keyword(text, at, end)) return true;
  }
  return false;
}

// Every script without them has no references but to maps, and most scripts have none of them.
bool has_keywords(std::string_view script) {
  return has_keyword(script, "import") || has_keyword(script, "export") ||
         position_of(script, "importScripts", 0) != std::string_view::npos;
}

constexpr std::string_view map_comment = "sourceMappingURL";

bool is_worth_reading(std::string_view script) {
  return has_keywords(script) || position_of(script, map_comment, 0) != std::string_view::npos;
}

// The map that a line of its own at the end of a script names, when nothing else needs reading: no
// literal or comment that is closed reaches so far.
std::optional<std::vector<Reference>> only_map_at_end(std::string_view script) {
  const std::size_t at = position_of(script, map_comment, 0);
  if (at == std::string_view::npos || has_keywords(script) ||
      position_of(script, map_comment, at + 1) != std::string_view::npos)
    return std::nullopt;
  const std::size_t begin = script.rfind('\n', at) + 1;
  const std::string_view rest = script.substr(begin);
  const std::size_t end = js_line_end(script, begin);
  if (!rest.starts_with("//") || rest.find_first_of("'\"`") != std::string_view::npos ||
      position_of(rest, "*/", 0) != std::string_view::npos || !trim(script.substr(end)).empty())
    return std::nullopt;
  std::vector<Reference> found;
  if (auto map = source_map_reference(script, begin, end)) found.push_back(*std::move(map));
  return found;
}

}  // namespace

bool is_js_module(std::string_view script) {
  if (!is_worth_reading(script)) return false;
  ReferenceFinder finder(script, JsGoal::script);
  finder.find();
  return finder.is_module();
}

std::vector<Reference> js_references(std::string_view script) {
  if (!is_worth_reading(script)) return {};
  if (auto map = only_map_at_end(script)) return *std::move(map);
  ReferenceFinder as_script(script, JsGoal::script);
  as_script.find();
  const bool has_arrows = script.find("-->") != script.find("<!--");  // either is there
  if (!as_script.is_module() || !has_arrows) return as_script.references();
  ReferenceFinder as_module(script, JsGoal::module);
  as_module.find();
  return as_module.references();
}

}  // namespace shipit
