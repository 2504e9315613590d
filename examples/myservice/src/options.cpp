// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include "text.hpp"

namespace myservice {

Options parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
    const std::string& name = *argument;
    const auto value = [&]() -> const std::string& {
      if (++argument == arguments.end()) throw UsageError("'" + name + "' needs a value");
      return *argument;
    };
    if (name == "--version") {
      options.version = true;
    } else if (name == "--help") {
      options.help = true;
    } else if (name == "--config") {
      options.config = value();
    } else if (name == "--host") {
      options.host = value();
    } else if (name == "--port") {
      options.port = parse_port(value());
      if (!options.port) throw UsageError("--port: '" + *argument + "' is not a port");
    } else {
      throw UsageError("unknown argument '" + name + "'");
    }
  }
  return options;
}

}  // namespace myservice
