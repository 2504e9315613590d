// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "config.hpp"

namespace httplib {
class Server;
}

namespace myservice {

/// Adds all that the service answers: the page, /version, /healthz, /static/, /api/orders and
/// /export/orders.csv. Throws std::runtime_error if the page isn't in the assets folder.
void add_routes(httplib::Server& server, const Config& config, const std::filesystem::path& assets);

}  // namespace myservice
