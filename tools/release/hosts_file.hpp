// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <release/host.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Hosts by environment, in their order, from a text that takes the place of what a release says:
//
//   # a comment
//   [production]
//   web1.example.org
//   deploy@web2.example.org:2222
//
// An Error names `origin` and the line: a host before the first environment or one that is there
// twice, an environment that is there twice, what is no host.
std::map<std::string, std::vector<Host>> parse_hosts_file(std::string_view text,
                                                          std::string_view origin);

// Those of `environment`; an Error when the file has none, with what may have been meant.
const std::vector<Host>& hosts_of(const std::map<std::string, std::vector<Host>>& file,
                                  const std::string& environment, std::string_view origin);

}  // namespace shipit
