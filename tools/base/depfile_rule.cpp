// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/depfile_rule.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

// GNU Make manual, "Rule Syntax"; a backslash counts only before a blank or a '#'.
std::string escaped(const std::string& path) {
  std::string result;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == ' ' || path[i] == '\t' || path[i] == '#') {
      for (std::size_t k = i; k > 0 && path[k - 1] == '\\'; --k) result += '\\';
      result += '\\';
    } else if (path[i] == '$') {
      result += '$';
    }
    result += path[i];
  }
  return result;
}

}  // namespace

std::string depfile_of(const Path& target, const std::vector<std::string>& needs) {
  std::string text = escaped(target.string()) + ":";
  for (const std::string& need : needs) text.append(" \\\n  ").append(escaped(need));
  return text + "\n";
}

bool ninja_can_read(const std::string& path) {
  constexpr std::string_view others = "+,/_.-@~ ";
  return std::all_of(path.begin(), path.end(), [&](char c) {
    return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 ||
           others.find(c) != std::string_view::npos;
  });
}

}  // namespace shipit
