// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <string_view>

namespace shipit {

// Maintainer scripts (policy 6), each a whole script; empty: there is none.
struct Scripts {
  std::string preinst{};
  std::string postinst{};
  std::string prerm{};
  std::string postrm{};
};

// Pieces of POSIX shell for `set -e`, each without a first line; empty: nothing to do.
struct ScriptParts {
  std::string preinst{};
  std::string before_postinst{};  // comes before the project's own postinst
  std::string postinst{};
  std::string prerm{};
  std::string postrm{};
};

// A maintainer script of the project's own.
struct OwnScript {
  std::string name{};  // of its file, for the comment above it
  std::string text{};  // empty: there is none
};

struct OwnScripts {
  OwnScript preinst{};
  OwnScript postinst{};
  OwnScript prerm{};
  OwnScript postrm{};
};

// Reads one from a file. An Error when the file isn't there, or is shell that the shell can't read.
OwnScript read_own_script(const Path& file);

// Joins both to whole scripts that stop at the first failure. The project's part runs in a subshell
// of its own, so that its `exit` ends only itself, and its exit code counts:
//  - postinst: before_postinst, the project's, then postinst;
//  - preinst, prerm, postrm: ours, then the project's.
// Where the project's script has a line '#DEBHELPER#', ours stand there instead, and the script is
// otherwise as it was written. An Error for one that is no shell script but would have to be
// joined.
Scripts merged_scripts(const ScriptParts& ours, const OwnScripts& own);

}  // namespace shipit
