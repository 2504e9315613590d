// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Whether bytes begin as a program's or a library's do (elf(5), e_ident).
bool is_elf(std::string_view bytes);

// The same of a file of `size` bytes, of which it reads the first few.
bool is_elf(const Path& path, std::uint64_t size);

// What a program or a library needs, and where it has that looked for.
struct ElfPaths {
  std::string interpreter{};           // what the kernel starts it with; empty for a library
  std::vector<std::string> runpath{};  // RUNPATH and RPATH, one folder each; may hold '$ORIGIN'
  bool inherited = false;              // it is an RPATH: what is loaded looks there, too (ld.so(8))
  std::vector<std::string> needed{};   // libraries by their names: 'libz.so.1'
  std::string soname{};                // as which a library is wanted; empty: it says nothing
};

// Of the file at `path`; nullopt for what isn't ELF, or is damaged. Wraps libelf.
std::optional<ElfPaths> elf_paths(const Path& path);

// The same of a file that is read already.
std::optional<ElfPaths> elf_paths_in(std::string_view bytes);

// The build id in hexadecimal of an ELF file with debug information (DWARF); empty for one without
// the one or the other, and for what isn't ELF.
std::string debuggable_build_id(const Path& path);

}  // namespace shipit
