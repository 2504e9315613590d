// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// One thing that esbuild says on its standard error.
struct Diagnostic {
  enum class Kind { error, warning };

  Kind kind = Kind::error;
  std::string text;
  std::string file;  // relative to where it ran; empty when it's about no file
  std::size_t line = 0;
  std::size_t column = 0;  // from 0, as esbuild counts
};

// What a warning of the identifier empty-import-meta begins with.
inline constexpr std::string_view no_import_meta = "\"import.meta\" is not available";

// Reads what esbuild wrote with --color=false; what isn't a diagnostic is passed over.
std::vector<Diagnostic> read_esbuild_log(std::string_view log);

}  // namespace shipit
