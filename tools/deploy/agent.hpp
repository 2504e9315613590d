// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// The host's half of a deploy: the parts of packaging/deploy/agent-*.sh as one script for sh.
std::string_view agent_script();

}  // namespace shipit
