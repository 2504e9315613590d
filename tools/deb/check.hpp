// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace shipit {

// Each refuses by an Error what a Debian control file can't hold, and says what it could.

// Policy 5.6.1: at least two of a-z 0-9 + - . and first a letter or digit.
void check_package_name(const std::string& name);

// Policy 5.6.12: [epoch:]upstream[-revision].
void check_version(const std::string& version);

// Policy 5.6.8, of one binary package: 'amd64', 'all'.
void check_architecture(const std::string& architecture);

// Policy 5.6.2: 'Jane Doe <jane@example.org>'.
void check_maintainer(const std::string& maintainer);

// One line of UTF-8 without control characters.
void check_line(std::string_view field, const std::string& value);

// The same, without blanks and not empty.
void check_word(std::string_view field, const std::string& value);

// The legal package name nearest to `name`; empty when nothing of it is left.
std::string nearest_package_name(std::string_view name);

}  // namespace shipit
