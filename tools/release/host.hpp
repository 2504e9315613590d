// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// Where a release goes, as ssh(1) is told.
struct Host {
  std::string name;                // of DNS, or an address without brackets
  std::string user{};              // empty: whom ssh's configuration says
  std::optional<unsigned> port{};  // none: what ssh's configuration says

  bool operator==(const Host&) const = default;
};

// "web1.example.org", "deploy@web1:2222", "deploy@[2001:db8::1]:22". Only names that no program can
// take for an option or for two words; an Error begins with `origin`, which says where the text is.
Host parse_host(std::string_view text, std::string_view origin);

// What parse_host() reads again.
std::string to_text(const Host& host);

// Whether they are what parse_host() takes: letters, digits, '.', '_', '-', none of which begins
// with '-'; a host may be an address of IPv6.
bool is_host_name(std::string_view name);
bool is_user_name(std::string_view name);

}  // namespace shipit
