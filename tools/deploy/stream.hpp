// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deploy/deploy.hpp>

namespace shipit {

// All that a host would be sent, for whoever brings it there by another way than `shipit deploy`:
// what ssh_command() starts takes it from its standard input. A `package` is in it whole.
void write_stream(const Asking& asking, const std::optional<Path>& package,
                  const std::function<void(std::string_view)>& sink);

}  // namespace shipit
