// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/error.hpp>
#include <base/files.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace shipit {

// The Error that CMake's complaint `err` about install(RUNTIME_DEPENDENCY_SET) means: it names the
// libraries that are nowhere, or that are in two places, and who wants them. `files` are those that
// the rule starts from (dependency_rules.hpp). nullopt when the complaint is about something else.
std::optional<Error> dependency_error(std::string_view err, const std::vector<Path>& files);

// Of `files` and what they load, as far as their RUNPATHs lead to it, those that need `library`.
std::vector<Path> wanters_of(const std::string& library, const std::vector<Path>& files);

}  // namespace shipit
