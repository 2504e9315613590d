// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Where a program or a library has its needs looked for.
struct ElfPaths {
  std::string interpreter;           // what the kernel starts it with; empty for a library
  std::vector<std::string> runpath;  // RUNPATH and RPATH, one folder each; may hold '$ORIGIN'
};

// Of the file at `path`; nullopt for what isn't ELF, or is damaged. Wraps libelf.
std::optional<ElfPaths> elf_paths(const Path& path);

}  // namespace shipit
