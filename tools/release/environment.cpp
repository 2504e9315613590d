// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <release/environment.hpp>

namespace shipit {
namespace {

bool is_lower_or_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }

// Printable ASCII without the blank.
bool is_graphic(char c) { return c > ' ' && c < '\x7f'; }

}  // namespace

std::string_view to_text(InstallMethod method) {
  return method == InstallMethod::deb ? "deb" : "archive";
}

std::optional<InstallMethod> parse_install_method(std::string_view word) {
  for (const InstallMethod method : {InstallMethod::archive, InstallMethod::deb})
    if (word == to_text(method)) return method;
  return std::nullopt;
}

bool is_environment_name(std::string_view name) {
  return !name.empty() && is_lower_or_digit(name.front()) && std::ranges::all_of(name, [](char c) {
    return is_lower_or_digit(c) || c == '-' || c == '_';
  });
}

bool is_url(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme) || text.size() == scheme.size()) continue;
    const char first = text[scheme.size()];
    return (is_alnum(first) || first == '[') && std::ranges::all_of(text, is_graphic) &&
           text.find_first_of("\"'\\<>`") == std::string_view::npos;
  }
  return false;
}

bool is_install_root(std::string_view path) {
  if (path.size() < 2 || path.front() != '/' || path.back() == '/') return false;
  for (const std::string& name : split(path.substr(1), '/'))
    if (name.empty() || name == "." || name == ".." || name.front() == '-' ||
        !std::ranges::all_of(name, [](char c) {
          return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+';
        }))
      return false;
  return true;
}

bool is_secret_path(std::string_view path) {
  if (!path.starts_with("etc/")) return false;
  for (const std::string& name : split(path, '/'))
    if (name.empty() || name == "." || name == ".." || !std::ranges::all_of(name, [](char c) {
          return is_alnum(c) || std::string_view("+._~@-").find(c) != std::string_view::npos;
        }))
      return false;
  return true;
}

Host reached_as(Host host, const Environment& environment) {
  if (host.user.empty()) host.user = environment.user;
  if (!host.port) host.port = environment.port;
  return host;
}

const Environment& environment_named(const std::map<std::string, Environment>& environments,
                                     const std::string& name) {
  const auto found = environments.find(name);
  if (found != environments.end()) return found->second;
  std::vector<std::string> names;
  for (const auto& [other, environment] : environments) names.push_back(other);
  const std::optional<std::string> meant = nearest(name, names);
  Error error("there is no environment " + quote(name));
  if (names.empty())
    error.help("declare it by shipit_add_environment()");
  else if (meant)
    error.help("did you mean " + quote(*meant) + "?");
  else
    error.help("there are " + join(names, ", "));
  throw std::move(error);
}

}  // namespace shipit
