// SPDX-License-Identifier: Apache-2.0
#include <bundle/default_config.hpp>

namespace shipit {

std::string default_config(std::string_view script) {
  constexpr std::string_view setting = "set(CMAKE_INSTALL_CONFIG_NAME \"";
  const std::size_t at = script.find(setting);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = script.substr(at + setting.size());
  return std::string(rest.substr(0, rest.find('"')));
}

}  // namespace shipit
