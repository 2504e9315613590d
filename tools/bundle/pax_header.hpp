// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shipit {

// The blocks that begin an archive as `git archive` begins one: a pax global header (POSIX.1-2017,
// pax, "pax Interchange Format") that says what holds for all entries. `commit`, when there is one,
// is its comment and comes first, which is what `git get-tar-commit-id` reads; `mtime` is when
// every file was changed, in seconds since 1970.
std::string pax_global_header(std::string_view commit, std::int64_t mtime);

}  // namespace shipit
