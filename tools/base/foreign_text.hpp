// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shipit {

// Text that anybody may have written (a commit's subject, a remote's answer), as one line that is
// safe in a terminal, a tag, JSON and a Debian changelog: UTF-8 only, no control characters, none
// that reorder or hide text, single blanks, at most `most` characters ('…' ends what was cut).
std::string one_line(std::string_view text, std::size_t most);

// The same, line by line, with blanks at the start of a line kept; no line begins as the armour of
// a signature does ('-----BEGIN'), which git would take for the end of a tag's message.
std::string safe_lines(std::string_view text, std::size_t most_in_a_line);

}  // namespace shipit
