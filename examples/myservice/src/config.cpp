// SPDX-License-Identifier: Apache-2.0
#include "config.hpp"

#include <stdexcept>

#include "ini.hpp"

namespace myservice {
namespace {

std::string load_export_token(const std::filesystem::path& file,
                              const std::filesystem::path& asker) {
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() + ": this secrets file is missing, " + asker.string() +
                             " names it; put it on this server");
  }
  const Ini ini = Ini::load(file);
  ini.allow_only({"export.token"});
  const std::string token = ini.text("export.token", "");
  if (token.empty()) throw std::runtime_error(file.string() + ": [export] has no 'token'");
  return token;
}

}  // namespace

Config load_config(const std::filesystem::path& file) {
  const Ini ini = Ini::load(file);
  ini.allow_only(
      {"server.address", "server.port", "orders.title", "orders.currency", "secrets.file"});
  Config config;
  config.environment = file.stem().string();
  config.address = ini.text("server.address", "127.0.0.1");
  config.port = ini.port("server.port", 8000);
  config.title = ini.text("orders.title", "Orders");
  config.currency = ini.text("orders.currency", "EUR");
  const std::string secrets = ini.text("secrets.file", "");
  if (!secrets.empty()) config.export_token = load_export_token(file.parent_path() / secrets, file);
  return config;
}

}  // namespace myservice
