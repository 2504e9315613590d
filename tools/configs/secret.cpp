// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <configs/private_key.hpp>
#include <configs/secret.hpp>
#include <configs/token.hpp>
#include <configs/url_password.hpp>
#include <utility>

namespace shipit {
namespace {

// git's measure of what is no text (xdiff-interface.c, FIRST_FEW_BYTES).
bool is_binary(std::string_view text) {
  return text.substr(0, 8000).find('\0') != std::string_view::npos;
}

bool has_permit(std::string_view line) {
  return line.find("shipit: allow-secret") != std::string_view::npos;
}

bool is_comment(std::string_view line) {
  const std::string_view text = trim(line);
  return text.starts_with('#') || text.starts_with(';') || text.starts_with("//") ||
         text.starts_with("--") || text.starts_with("<!--");
}

bool is_permitted(std::string_view line, std::string_view before) {
  return has_permit(line) || (has_permit(before) && is_comment(before));
}

}  // namespace

std::vector<Secret> find_secrets(std::string_view text) {
  if (is_binary(text)) return {};
  std::vector<Secret> found = find_private_keys(text);
  for (auto* find : {find_tokens, find_url_passwords})
    for (Secret& secret : find(text)) found.push_back(std::move(secret));
  if (found.empty()) return {};
  std::stable_sort(found.begin(), found.end(),
                   [](const Secret& a, const Secret& b) { return a.place < b.place; });

  std::vector<Secret> result;
  auto next = found.begin();
  std::size_t number = 1;
  std::string_view before;
  for (std::size_t start = 0; start < text.size() && next != found.end(); ++number) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    if (next->place < end && !is_permitted(line, before))
      result.push_back({.place = number, .what = next->what});
    while (next != found.end() && next->place < end) ++next;
    before = line;
    start = end + 1;
  }
  return result;
}

}  // namespace shipit
