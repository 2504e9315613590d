// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace shipit {

// A licence whose text every Debian system has, in /usr/share/common-licenses/<file>.
struct CommonLicence {
  std::string_view title;
  std::string_view file;
  std::string_view spdx;  // how SPDX names begin that mean it
};

// The one whose whole text `text` is and nothing else, judged by its title and its length.
std::optional<CommonLicence> common_licence(std::string_view text);

// The one that SPDX calls `name`: 'GPL-3.0-or-later' is GPL-3.
std::optional<CommonLicence> common_licence_named(std::string_view name);

}  // namespace shipit
