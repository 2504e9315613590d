// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <configs/placeholder.hpp>
#include <configs/private_key.hpp>

namespace shipit {
namespace {

constexpr std::string_view dashes = "-----";

// An unbroken piece of base64, as every such key has at its beginning.
bool has_key_bytes(std::string_view body) {
  constexpr std::size_t least = 32;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= body.size(); ++i) {
    if (i < body.size() && (is_alnum(body[i]) || body[i] == '+' || body[i] == '/')) continue;
    if (i - start >= least && !is_placeholder(body.substr(start, i - start))) return true;
    start = i + 1;
  }
  return false;
}

}  // namespace

std::vector<Secret> find_private_keys(std::string_view text) {
  constexpr std::string_view begin = "-----BEGIN ";
  constexpr std::size_t longest_label = 40;
  constexpr std::size_t searched = 2048;  // headers like Proc-Type and Comment come first
  std::vector<Secret> found;
  for (std::size_t at = text.find(begin); at != std::string_view::npos;
       at = text.find(begin, at + begin.size())) {
    const std::size_t label = at + begin.size();
    const std::string_view rest = text.substr(label, longest_label + dashes.size());
    const std::size_t length = rest.find(dashes);
    if (length == std::string_view::npos) continue;
    const std::string_view name = rest.substr(0, length);
    if (!name.ends_with("PRIVATE KEY") && !name.ends_with("PRIVATE KEY BLOCK")) continue;
    const std::string_view below = text.substr(label + length + dashes.size(), searched);
    if (has_key_bytes(below.substr(0, below.find(dashes))))
      found.push_back({.place = at, .what = "a private key"});
  }
  return found;
}

}  // namespace shipit
