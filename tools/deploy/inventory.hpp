// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <optional>
#include <release/hosts_file.hpp>
#include <release/release.hpp>

namespace shipit {

// The release's hosts as Ansible reads an inventory: a group an environment, '_' in its name for
// '-', with what the role shipit_release wants to know. A file of hosts is in place of all of the
// release's: an environment that it doesn't name has none.
Json ansible_inventory(const Release& release, const std::optional<HostsFile>& file);

}  // namespace shipit
