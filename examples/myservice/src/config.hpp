// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace myservice {

/// What one environment sets.
struct Config {
  std::string environment;   ///< the config's name without '.ini': 'staging', 'production'
  std::string address;       ///< the address to listen on
  int port;                  ///< the port to listen on, 0 for any free one
  std::string title;         ///< the page's title
  std::string currency;      ///< the ISO 4217 code that amounts are shown in
  std::string export_token;  ///< what /export/orders.csv asks for; empty where it is open to all
};

/// Reads an INI file and the secrets file that it may name, which lies beside it. Throws
/// std::runtime_error that names the file, and the line where there is one.
Config load_config(const std::filesystem::path& file);

}  // namespace myservice
