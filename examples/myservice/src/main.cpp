// SPDX-License-Identifier: Apache-2.0
#include <httplib.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <myservice/version.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "config.hpp"
#include "layout.hpp"
#include "options.hpp"
#include "routes.hpp"
#include "server.hpp"
#include "text.hpp"

namespace {

using namespace myservice;

/// An environment variable, or the fallback where it is unset or empty.
std::string environment(const char* name, const char* fallback) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : fallback;
}

void print_version() {
  std::cout << "myservice " << version();
  if (!commit().empty()) std::cout << " (commit " << commit().substr(0, 12) << ")";
  std::cout << "\n";
}

int chosen_port(const Options& options, const Config& config) {
  if (options.port) return *options.port;
  const std::string text = environment("PORT", "");
  if (text.empty()) return config.port;
  const auto port = parse_port(text);
  if (!port) throw std::runtime_error("PORT: '" + text + "' is not a port");
  return *port;
}

void run(const Options& options) {
  const Layout layout = installed_layout();
  const std::filesystem::path standard =
      layout.configs / (environment("SHIPIT_ENVIRONMENT", "production") + ".ini");
  const Config config = load_config(options.config.value_or(standard));
  httplib::Server server;
  add_routes(server, config, layout.assets);
  serve(server, options.host.value_or(config.address), chosen_port(options, config));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = parse_options({argv + 1, argv + argc});
    if (options.help) {
      std::cout << usage;
    } else if (options.version) {
      print_version();
    } else {
      run(options);
    }
    return EXIT_SUCCESS;
  } catch (const UsageError& error) {
    std::cerr << "myservice: error: " << error.what() << "\n" << usage;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "myservice: error: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}
