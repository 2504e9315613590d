// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/js.hpp>
#include <assets/js_text.hpp>
#include <assets/js_tokens.hpp>
#include <cstring>
#include <initializer_list>
#include <optional>

namespace shipit {
namespace {

using Kind = JsToken::Kind;

class Finder {
 public:
  Finder(std::string_view text, JsGoal goal) : text_(text) {
    tokens_ = js_tokens(text, goal, JsTokens::of_references);
    for (const JsToken& token : tokens_) {
      if (token.kind != Kind::comment) continue;
      if (auto map = source_map_reference(text, token.begin, token.end))
        found_.push_back(*std::move(map));
    }
    std::erase_if(tokens_, [](const JsToken& token) { return token.kind == Kind::comment; });
  }

  void find() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::word) continue;
      if (is(i, "import"))
        import(i + 1);
      else if (is(i, "export"))
        is_module_ = clause(i + 1, is(i + 1, "*") || is(i + 1, "{")) || is_module_;
      else if (is(i, "new"))
        new_url(i + 1);
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
    return i < tokens_.size() && tokens_[i].kind == Kind::string;
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
      const Kind kind = tokens_[i].kind;
      const bool fits = kind == Kind::word || kind == Kind::name || kind == Kind::string ||
                        is(i, "{") || is(i, "}") || is(i, ",") || is(i, "*");
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

std::size_t find(std::string_view text, std::string_view word, std::size_t from) {
  if (text.size() < from + word.size()) return std::string_view::npos;
  const void* const found =
      memmem(text.data() + from, text.size() - from, word.data(), word.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// By itself: most scripts say "exports".
bool has_word(std::string_view text, std::string_view word) {
  std::size_t end = 0;
  for (std::size_t at = 0; (at = find(text, word, end)) != std::string_view::npos;) {
    end = at + word.size();
    if ((at == 0 || !is_js_word_byte(text[at - 1])) &&
        (end == text.size() || !is_js_word_byte(text[end])))
      return true;
  }
  return false;
}

// Every script without them has no references, and most scripts have none of them.
bool is_worth_reading(std::string_view script) {
  return has_word(script, "import") || has_word(script, "export") ||
         find(script, "sourceMappingURL", 0) != std::string_view::npos;
}

}  // namespace

bool is_js_module(std::string_view script) {
  if (!is_worth_reading(script)) return false;
  Finder finder(script, JsGoal::script);
  finder.find();
  return finder.is_module();
}

std::vector<Reference> js_references(std::string_view script) {
  if (!is_worth_reading(script)) return {};
  Finder as_script(script, JsGoal::script);
  as_script.find();
  const bool has_arrows = script.find("-->") != script.find("<!--");  // either is there
  if (!as_script.is_module() || !has_arrows) return as_script.references();
  Finder as_module(script, JsGoal::module);
  as_module.find();
  return as_module.references();
}

}  // namespace shipit
