// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <vector>

namespace shipit {

// A rule of a depfile, by which `target` depends on `needs`: Make's syntax, which Ninja reads too.
std::string depfile_of(const Path& target, const std::vector<std::string>& needs);

// Whether Ninja finds `path` in a depfile. CMake rewrites depfiles for Ninja without escaping '#'
// and '$', Ninja ends a name at a ';', and in Make a name with '%', ':', '=' or '(' is no file's.
bool ninja_can_read(const std::string& path);

}  // namespace shipit
