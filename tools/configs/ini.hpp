// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// Reads an INI file and keeps nothing: an Error '<origin>:<line>: <why>' where it breaks. The
// dialect is wide, so that what Python's configparser or a reader of plain 'key = value' lines
// takes is taken here:
//  - '[section]' begins a section, whatever follows the ']'; a name may come again;
//  - 'key = value' or 'key: value'; a key stands in a section, and once there, as it is spelled;
//  - a line that is indented further than the key above it goes on with its value;
//  - empty lines, and lines that begin with '#' or ';', mean nothing.
// So refused are a line that is none of these, a '[' without a name and its ']', a key before the
// first section, a key without a name, the same key twice in a section, and a byte order mark.
void check_ini(std::string_view text, std::string_view origin);

}  // namespace shipit
