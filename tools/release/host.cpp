// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/number.hpp>
#include <base/text.hpp>
#include <release/host.hpp>

namespace shipit {
namespace {

constexpr std::size_t longest_host = 253;  // RFC 1035 section 2.3.4, as text
constexpr std::size_t longest_user = 32;   // useradd(8)
constexpr unsigned last_port = 65535;

bool is_word(std::string_view text) {
  return !text.empty() && text.front() != '-' && text.front() != '.' &&
         std::ranges::all_of(
             text, [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '-'; });
}

// With the interface of a link-local one: "fe80::1%eth0" (RFC 4007 section 11).
bool is_address(std::string_view text) {
  const std::size_t percent = std::min(text.find('%'), text.size());
  const std::string_view digits = text.substr(0, percent);
  return digits.find(':') != std::string_view::npos &&
         std::ranges::all_of(digits,
                             [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; }) &&
         (percent == text.size() || is_word(text.substr(percent + 1)));
}

[[noreturn]] void fail(std::string_view origin, std::string_view text) {
  throw Error(std::string(origin) + " has the host " + quote(text))
      .help("write it as host, user@host or user@host:port; an address of IPv6 in brackets");
}

std::optional<unsigned> read_port(std::string_view text) {
  const auto port = parse_number<unsigned>(text);
  return port && *port != 0 && *port <= last_port ? port : std::nullopt;
}

}  // namespace

bool is_host_name(std::string_view name) {
  return name.size() <= longest_host && (is_word(name) || is_address(name));
}

bool is_user_name(std::string_view name) { return name.size() <= longest_user && is_word(name); }

Host parse_host(std::string_view text, std::string_view origin) {
  Host host;
  std::string_view rest = text;
  if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
    host.user = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    if (!is_user_name(host.user)) fail(origin, text);
  }
  const bool bracketed = rest.starts_with('[');
  const std::size_t end = bracketed ? rest.find(']') : std::min(rest.find(':'), rest.size());
  if (end == std::string_view::npos) fail(origin, text);
  host.name = bracketed ? rest.substr(1, end - 1) : rest.substr(0, end);
  rest.remove_prefix(bracketed ? end + 1 : end);
  if (!is_host_name(host.name) || is_address(host.name) != bracketed) fail(origin, text);
  if (rest.empty()) return host;
  if (rest.front() == ':') host.port = read_port(rest.substr(1));
  if (!host.port) fail(origin, text);
  return host;
}

std::string to_text(const Host& host) {
  const std::string user = host.user.empty() ? "" : host.user + "@";
  const std::string name = is_address(host.name) ? "[" + host.name + "]" : host.name;
  return user + name + (host.port ? ":" + std::to_string(*host.port) : "");
}

}  // namespace shipit
