// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// What the loader reads of a program or a library.
struct ElfPaths {
  std::string interpreter;           // what the kernel starts it with; empty for a library
  std::vector<std::string> runpath;  // RUNPATH and RPATH, one folder each; may hold '$ORIGIN'
  std::vector<std::string> needed;   // the libraries that it wants, by the names of their files
  std::string soname;                // as which a library is wanted; empty: it says nothing
};

// Of the file at `path`; nullopt for what isn't ELF, or is damaged. Wraps libelf.
std::optional<ElfPaths> elf_paths(const Path& path);

// The build id in hexadecimal of an ELF file with debug information (DWARF); empty for one without
// the one or the other, and for what isn't ELF.
std::string debuggable_build_id(const Path& path);

}  // namespace shipit
