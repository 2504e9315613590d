// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <map>
#include <release/host.hpp>
#include <release/release.hpp>
#include <string>
#include <vector>

namespace shipit {

// The release's hosts as Ansible reads an inventory: a group an environment, '_' in its name for
// '-', with what the role shipit_release wants to know. `hosts` are in place of those of the
// environments that it names.
Json ansible_inventory(const Release& release,
                       const std::map<std::string, std::vector<Host>>& hosts);

}  // namespace shipit
