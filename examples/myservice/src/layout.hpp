// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace myservice {

/// Where an installed myservice finds its files.
struct Layout {
  std::filesystem::path assets;   ///< the folder served at /static/
  std::filesystem::path configs;  ///< the folder with one INI file per environment
};

/// The layout around an executable '<prefix>/bin/myservice'. The prefix may be anything, so that an
/// unpacked archive runs from any folder; only under /usr do configs lie elsewhere, in /etc.
Layout layout_around(const std::filesystem::path& executable);

/// The layout around the running program.
Layout installed_layout();

}  // namespace myservice
