// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace httplib {
class Server;
}

namespace myservice {

/// Listens on an address and a port (0 for any free one), says on stdout where, and answers until
/// SIGTERM or SIGINT; requests that are under way are finished first. Throws std::runtime_error if
/// the address cannot be had. Must be called before the program starts a thread.
void serve(httplib::Server& server, const std::string& address, int port);

}  // namespace myservice
