// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace myservice {

/// The command line was wrong; the message says how.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the command line asks for.
struct Options {
  std::optional<std::filesystem::path> config;
  std::optional<std::string> host;
  std::optional<int> port;
  bool version = false;
  bool help = false;
};

inline constexpr std::string_view usage =
    "usage: myservice [--config FILE] [--host ADDRESS] [--port N] [--version] [--help]\n";

/// Reads the arguments after the program's name; throws UsageError.
Options parse_options(const std::vector<std::string>& arguments);

}  // namespace myservice
