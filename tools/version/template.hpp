// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <version/version.hpp>

namespace shipit {

// `text` with each @WORD@ replaced, as configure_file(@ONLY) does: the words are the variables of
// fields(), and AT for a '@' itself. @WORD:language@ is the value as a literal of the language with
// its quotes (literal.hpp). @WORD@ is the bare value, and only one that means nothing anywhere:
// letters, digits and "._+~,-/@". An unknown word, language, or a value that needs a literal is an
// Error that names `origin`, the file, and the line.
std::string fill_template(std::string_view text, const Version& version, const std::string& origin);

}  // namespace shipit
