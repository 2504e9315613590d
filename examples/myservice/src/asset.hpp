// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace myservice {

/// A file of the static folder, ready to be answered.
struct Asset {
  std::filesystem::path file;
  std::string_view type;  ///< its media type
  bool immutable;         ///< its name carries a digest, so these bytes are its bytes for ever
};

/// The asset of that name, or nothing where there is no such file, where any part of the name
/// begins with a dot, or where the name leads out of the folder.
std::optional<Asset> find_asset(const std::filesystem::path& folder, std::string_view name);

/// The bytes of a file; throws std::runtime_error if it cannot be read.
std::string read_file(const std::filesystem::path& file);

}  // namespace myservice
