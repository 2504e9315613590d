// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <configs/placeholder.hpp>
#include <configs/url_password.hpp>
#include <optional>

namespace shipit {
namespace {

constexpr std::string_view between_words = " \t\r\n\f\v\"'`<>";

// RFC 2606 section 3 and 2: nobody's.
bool is_example(std::string_view host) {
  const std::string name = to_lower(host.substr(0, host.find(':')));
  constexpr std::array<std::string_view, 6> reserved{"example.com", "example.net", "example.org",
                                                     ".example",    ".invalid",    ".test"};
  return std::any_of(reserved.begin(), reserved.end(),
                     [&](std::string_view end) { return name.ends_with(end); });
}

// `authority`: 'user:password@host:port'
bool has_password(std::string_view authority) {
  const std::size_t host = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (host == std::string_view::npos || colon >= host) return false;
  return !is_placeholder(authority.substr(colon + 1, host - colon - 1)) &&
         !is_example(authority.substr(host + 1));
}

// The offset behind the next '://' from `start` on, which JSON may spell ':\/\/'.
std::optional<std::size_t> next_authority(std::string_view word, std::size_t start) {
  for (std::size_t at = word.find(':', start); at != std::string_view::npos;
       at = word.find(':', at + 1)) {
    if (at == 0 || !is_alnum(word[at - 1])) continue;
    for (const std::string_view slashes : {"//", "\\/\\/"})
      if (word.substr(at + 1).starts_with(slashes)) return at + 1 + slashes.size();
  }
  return std::nullopt;
}

bool has_query_password(std::string_view rest) {
  const std::string lower = to_lower(rest);
  for (const std::string_view name : {"password=", "passwd=", "pwd="})
    for (std::size_t at = lower.find(name); at != std::string::npos;
         at = lower.find(name, at + 1)) {
      if (at == 0 || std::string_view("?&;").find(lower[at - 1]) == std::string_view::npos)
        continue;
      const std::string_view value = rest.substr(at + name.size());
      if (!is_placeholder(value.substr(0, value.find_first_of("&;#\\")))) return true;
    }
  return false;
}

// `word`: text without white space and quotes.
bool has_url_password(std::string_view word) {
  const std::optional<std::size_t> first = next_authority(word, 0);
  for (std::optional<std::size_t> at = first; at; at = next_authority(word, *at)) {
    const std::string_view rest = word.substr(*at);
    if (has_password(rest.substr(0, rest.find_first_of("/?#\\")))) return true;
  }
  return first && has_query_password(word.substr(*first));
}

}  // namespace

std::vector<Secret> find_url_passwords(std::string_view text) {
  std::vector<Secret> found;
  for (std::size_t start = text.find_first_not_of(between_words); start < text.size();) {
    const std::size_t end = std::min(text.find_first_of(between_words, start), text.size());
    if (has_url_password(text.substr(start, end - start)))
      found.push_back({.place = start, .what = "a password in a URL"});
    start = text.find_first_not_of(between_words, end);
  }
  return found;
}

}  // namespace shipit
