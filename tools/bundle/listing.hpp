// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace shipit {

// A digest of all that lstat(2) tells of these paths and of what is below them: what is written,
// renamed, removed or added there, or given another mode, changes it. A path that is a symlink to a
// folder stands for the link and for what is in the folder; one that isn't there stands for that.
// nullopt when something has changed at `before` or later, in nanoseconds since 1970 by the clock
// of the file system: it could change once more under the same stamp.
std::optional<std::string> listing_digest(const std::vector<Path>& paths, std::int64_t before);

// The same for whoever looks at the files in `known` himself: of these and of folders only their
// names and modes count.
std::optional<std::string> listing_digest(const std::vector<Path>& paths, std::int64_t before,
                                          const std::set<std::string>& known);

}  // namespace shipit
