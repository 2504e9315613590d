// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/literal.hpp>
#include <base/text.hpp>
#include <version/fields.hpp>
#include <version/template.hpp>

namespace shipit {
namespace {

bool is_word(char c) { return is_alnum(c) || c == '_'; }

// WORD or WORD:language between two '@'; empty where the '@' at `start` begins none.
std::string_view marked(std::string_view text, std::size_t start) {
  std::size_t end = start + 1;
  while (end < text.size() && is_word(text[end])) ++end;
  if (end == start + 1 || is_digit(text[start + 1])) return {};
  if (end < text.size() && text[end] == ':') {
    const std::size_t colon = end++;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == colon + 1) return {};
  }
  if (end == text.size() || text[end] != '@') return {};
  return text.substr(start + 1, end - start - 1);
}

bool needs_no_literal(std::string_view value) {
  constexpr std::string_view also = "._+~,-/@";
  return std::all_of(value.begin(), value.end(),
                     [&](char c) { return is_alnum(c) || also.find(c) != std::string_view::npos; });
}

class Filler {
 public:
  Filler(const Version& version, const std::string& origin)
      : fields_(fields(version)), origin_(origin) {}

  std::string value_of(std::string_view mark, std::size_t line) const {
    if (mark == "AT") return "@";
    const std::size_t colon = mark.find(':');
    const std::string word(mark.substr(0, colon));
    std::string value = to_text(field(word, line));
    if (colon != std::string_view::npos) {
      const std::string_view language = mark.substr(colon + 1);
      if (std::optional<std::string> literal = literal_for(language, value)) return *literal;
      throw at(line, "there is no literal of " + quote(language))
          .help("there are " + literal_languages());
    }
    if (needs_no_literal(value)) return value;
    throw at(line, "the value of @" + word + "@ could break what stands around it")
        .note("it is " + quote(value.substr(0, 200)))
        .help("write it as a literal, with its quotes: @" + word + ":c@; the languages are " +
              literal_languages());
  }

 private:
  const VersionField& field(const std::string& word, std::size_t line) const {
    std::vector<std::string> known{"AT"};
    for (const VersionField& field : fields_) {
      if (field.variable == word) return field;
      known.push_back(field.variable);
    }
    const std::optional<std::string> meant = nearest(word, known);
    throw at(line,
             "unknown word @" + word + "@" + (meant ? ", did you mean @" + *meant + "@?" : ""))
        .help("there are " + join(known, ", ") + "; write @AT@ for a '@' of your own");
  }

  Error at(std::size_t line, const std::string& what) const {
    return Error(quote(origin_) + " line " + std::to_string(line) + ": " + what);
  }

  std::vector<VersionField> fields_;
  const std::string& origin_;
};

}  // namespace

std::string fill_template(std::string_view text, const Version& version,
                          const std::string& origin) {
  const Filler filler(version, origin);
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at)) {
    const std::string_view mark = marked(text, at);
    if (mark.empty()) {
      ++at;
      continue;
    }
    result += text.substr(done, at - done);
    result += filler.value_of(mark, line_of(text, at));
    at += mark.size() + 2;
    done = at;
  }
  return result + std::string(text.substr(done));
}

}  // namespace shipit
