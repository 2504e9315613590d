// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <release/release.hpp>
#include <string>
#include <string_view>

namespace shipit {

// What a deploy.json (schemaVersion 1) says; members that are not known are passed over. The text
// may be anybody's: paths leave no folder, names are plain, and nothing in it begins like an option
// or breaks a line. An Error names `origin` and the member, and refuses another schemaVersion.
Release read_release(std::string_view text, const std::string& origin);

// The same of a file, which must not be larger than 64 MiB.
Release read_release(const Path& file);

}  // namespace shipit
