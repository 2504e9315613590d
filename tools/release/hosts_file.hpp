// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <release/environment.hpp>
#include <release/host.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Hosts by environment, in their order.
using HostsFile = std::map<std::string, std::vector<Host>>;

// Reads them from a text that takes the place of what a release says:
//
//   # a comment
//   [production]
//   web1.example.org
//   deploy@web2.example.org:2222
//
// An Error names `origin` and the line: a host before the first environment or one that is there
// twice, an environment that is there twice, what is no host.
HostsFile parse_hosts_file(std::string_view text, std::string_view origin);

// Those of `environment`; an Error when the file has none, with those that it has, or with a
// section that is none of `environments` and may have been meant.
const std::vector<Host>& hosts_of(const HostsFile& file, const std::string& environment,
                                  const std::map<std::string, Environment>& environments,
                                  std::string_view origin);

// An Error for a section that is empty or none of `environments`, and where there is no section.
void require_known(const HostsFile& file, const std::map<std::string, Environment>& environments,
                   std::string_view origin);

}  // namespace shipit
