// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <set>
#include <string>

namespace shipit {

// A rule of a depfile, by which `target` depends on `needs`: Make's syntax, which Ninja reads too.
std::string depfile_of(const Path& target, const std::set<Path>& needs);

// Whether Ninja finds `path` in a depfile. CMake rewrites depfiles for Ninja without escaping '#'
// and '$', Ninja ends a name at a ';', and in Make a name with '%', ':', '=' or '(' is no file's.
bool ninja_can_read(const Path& path);

}  // namespace shipit
