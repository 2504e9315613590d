// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <release/host.hpp>
#include <string>
#include <string_view>

namespace shipit {

// Why no agent has answered, and what can be done.
struct SshTrouble {
  std::string error;
  std::string help;
};

// By what ssh, with exit status 255, said on stderr (OpenSSH's English messages).
SshTrouble ssh_trouble(const Host& host, std::string_view said);

// The same where ssh has reached the host, and its login shell, sudo or gzip said something.
SshTrouble start_trouble(const Host& host, std::string_view said);

// Whether a connection that was there has broken off: the host may have heard what was asked.
bool broke_off(std::string_view said);

}  // namespace shipit
