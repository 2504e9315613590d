// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/retain.hpp>
#include <base/files.hpp>
#include <string_view>

namespace shipit {

// Puts what `from` holds at `to`, whole or not at all, with its time: servers tell clients by it
// whether a file is still the same. Missing folders are made.
void share_file(const Path& from, const Path& to, Sharing sharing);

// Whether `path` is what share_file() leaves of a digested file when it is killed.
bool is_half_written(std::string_view path);

}  // namespace shipit
