// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/converse.hpp>
#include <optional>
#include <release/host.hpp>
#include <string>

namespace shipit {

// ssh(1) to a host, with the one line that starts the agent there; `config` is in place of
// ~/.ssh/config. An Error for what ssh could take for something else than a host.
Command ssh_command(const Host& host, const std::optional<Path>& config);

// What comes ahead of a request: how long the agent is as gzip makes it, and that. Whatever reads
// it starts the agent by the same words: ssh_command() has them, the role for Ansible, and the
// manual.
std::string agent_greeting();

}  // namespace shipit
