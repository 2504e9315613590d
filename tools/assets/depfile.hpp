// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <vector>

namespace shipit {

// Who reads the depfile in the end.
enum class BuildTool { ninja, make };

struct Depfile {
  Path path;
  BuildTool reader;
};

// Writes a rule by which `target` depends on `needs`. What the reader can't cope with as a path is
// watched through a symlink in the folder '<depfile>.links', which is made for this: for Ninja
// names that it can't read whatever the escaping, for Make everything.
void write_depfile(const Depfile& depfile, const Path& target,
                   const std::vector<std::string>& needs);

}  // namespace shipit
