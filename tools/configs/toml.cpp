// SPDX-License-Identifier: Apache-2.0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <base/error.hpp>
#include <configs/toml.hpp>
#include <string>

namespace shipit {

void check_toml(std::string_view text, std::string_view origin) {
  try {
    static_cast<void>(toml::parse(text, origin));
  } catch (const toml::parse_error& error) {
    const toml::source_position& at = error.source().begin;
    throw Error(std::string(origin) + ":" + std::to_string(at.line) + ":" +
                std::to_string(at.column) +
                ": this is not TOML: " + std::string(error.description()));
  }
}

}  // namespace shipit
