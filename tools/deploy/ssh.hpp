// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/converse.hpp>
#include <optional>
#include <string>

namespace shipit {

struct SshSettings {
  std::string user{};            // empty: as ssh would have it
  std::optional<Path> config{};  // in place of ~/.ssh/config
};

// ssh(1) to a host, with the one line that starts the agent there. An Error for a host or user that
// ssh could take for something else.
Command ssh_command(const std::string& host, const SshSettings& settings);

// What comes ahead of a request: how long the agent is, and the agent.
std::string agent_greeting();

}  // namespace shipit
