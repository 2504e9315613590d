// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// `text` with U+FFFD in the place of what is no UTF-8 (RFC 3629).
std::string mended_utf8(std::string_view text);

// `text` as a literal, its quotes included. What could end the literal, or mean anything to the
// language or to a page around it, stands as an escape; so no text leaves it. All but cmake_literal
// and shell_literal are plain ASCII, and all but c_literal mend UTF-8 first.
std::string c_literal(std::string_view text);         // C99, C++: keeps every byte
std::string python_literal(std::string_view text);    // Python 3
std::string script_literal(std::string_view text);    // JavaScript and JSON (RFC 8259)
std::string resource_literal(std::string_view text);  // Windows resources: L"\x0041"
std::string cmake_literal(std::string_view text);     // without NULs, which CMake has not
std::string shell_literal(std::string_view text);     // POSIX sh; without NULs

// The literal for a language by the word that templates use, or nullopt for an unknown word.
std::optional<std::string> literal_for(std::string_view language, std::string_view text);

// Those words, for messages: "c, cmake, …".
std::string literal_languages();

}  // namespace shipit
