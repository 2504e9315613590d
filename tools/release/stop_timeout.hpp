// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace shipit {

// How many seconds a service has from SIGTERM to SIGKILL, by the text of its unit
// (systemd.service(5), TimeoutStopSec= and TimeoutSec=), rounded up; 90 when it says nothing that
// is a time. nullopt: without end.
std::optional<unsigned> stop_timeout(std::string_view unit);

}  // namespace shipit
