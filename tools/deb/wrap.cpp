// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <deb/wrap.hpp>

namespace shipit {
namespace {

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;  // not a continuation byte
  }));
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> wrapped;
  for (const std::string& word : split(text, ' ')) {
    if (word.empty()) continue;
    if (!wrapped.empty() && columns_of(wrapped.back()) + 1 + columns_of(word) <= columns)
      wrapped.back() += " " + word;
    else
      wrapped.push_back(word);
  }
  return wrapped;
}

}  // namespace shipit
