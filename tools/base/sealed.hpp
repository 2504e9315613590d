// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>

namespace shipit {

// A record that is believed only as it was written: a text of whole lines, and a last line with its
// checksum.
void write_sealed(const Path& path, const std::string& text);

// The text; nullopt when there is none, or one that has been damaged.
std::optional<std::string> read_sealed(const Path& path);

}  // namespace shipit
