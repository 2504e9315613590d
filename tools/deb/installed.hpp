// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/package_version.hpp>
#include <set>
#include <string>

namespace shipit {

// Which of the Debian packages `names` are installed here, for `architecture` or for all, as
// dpkg-query tells; none where there is no dpkg.
PackageVersions installed_versions(const std::set<std::string>& names,
                                   const std::string& architecture);

}  // namespace shipit
