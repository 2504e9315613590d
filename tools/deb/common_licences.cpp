// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <base/text.hpp>
#include <deb/common_licences.hpp>
#include <string>
#include <vector>

namespace shipit {
namespace {

struct Known {
  CommonLicence licence;
  std::string_view begins;  // the first words of its text, blanks made single
  std::size_t bytes;        // of its text
};

constexpr std::array<Known, 11> known{{
    {{"Apache License, version 2.0", "Apache-2.0", "Apache-2.0"},
     "Apache License Version 2.0, January 2004",
     11358},
    {{"GNU General Public License, version 3", "GPL-3", "GPL-3.0"},
     "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007",
     35149},
    {{"GNU General Public License, version 2", "GPL-2", "GPL-2.0"},
     "GNU GENERAL PUBLIC LICENSE Version 2, June 1991",
     18092},
    {{"GNU General Public License, version 1", "GPL-1", "GPL-1.0"},
     "GNU GENERAL PUBLIC LICENSE Version 1, February 1989",
     12632},
    {{"GNU Lesser General Public License, version 3", "LGPL-3", "LGPL-3.0"},
     "GNU LESSER GENERAL PUBLIC LICENSE Version 3, 29 June 2007",
     7652},
    {{"GNU Lesser General Public License, version 2.1", "LGPL-2.1", "LGPL-2.1"},
     "GNU LESSER GENERAL PUBLIC LICENSE Version 2.1, February 1999",
     26530},
    {{"GNU Library General Public License, version 2", "LGPL-2", "LGPL-2.0"},
     "GNU LIBRARY GENERAL PUBLIC LICENSE Version 2, June 1991",
     25381},
    {{"GNU Free Documentation License, version 1.3", "GFDL-1.3", "GFDL-1.3"},
     "GNU Free Documentation License Version 1.3, 3 November 2008",
     22955},
    {{"GNU Free Documentation License, version 1.2", "GFDL-1.2", "GFDL-1.2"},
     "GNU Free Documentation License Version 1.2, November 2002",
     20432},
    {{"Mozilla Public License, version 2.0", "MPL-2.0", "MPL-2.0"},
     "Mozilla Public License Version 2.0",
     16726},
    {{"Creative Commons CC0 1.0 Universal", "CC0-1.0", "CC0-1.0"},
     "Creative Commons Legal Code CC0 1.0 Universal",
     7048},
}};

// The first `count` words, so that layout and rulers ('=====') don't matter.
std::string first_words(std::string_view text, std::size_t count) {
  std::vector<std::string> words;
  for (const std::string& line : lines(text))
    for (std::string& word : split(line, ' ')) {
      if (trim(word).find_first_not_of("=-") == std::string_view::npos) continue;
      words.emplace_back(trim(word));
      if (words.size() == count) return join(words, " ");
    }
  return join(words, " ");
}

// A notice that only names the licence is far shorter; a text with further terms is longer.
bool is_whole(std::size_t bytes, std::size_t expected) {
  return bytes * 10 >= expected * 9 && bytes * 10 <= expected * 11;
}

}  // namespace

std::optional<CommonLicence> common_licence(std::string_view text) {
  const std::string beginning = first_words(text.substr(0, 2000), 12);
  for (const Known& one : known)
    if (beginning.starts_with(one.begins) && is_whole(text.size(), one.bytes)) return one.licence;
  return std::nullopt;
}

std::optional<CommonLicence> common_licence_named(std::string_view name) {
  for (const Known& one : known) {
    if (!name.starts_with(one.licence.spdx)) continue;
    const std::string_view rest = name.substr(one.licence.spdx.size());
    if (rest.empty() || rest == "-only" || rest == "-or-later" || rest == "+") return one.licence;
  }
  return std::nullopt;
}

}  // namespace shipit
