// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/entry.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

enum class NamedAs {
  text,         // somewhere in a text
  setting,      // the same, straight after a name and '=': prefix="/usr"
  script,       // by a script's first line: what runs it
  interpreter,  // by an ELF program: what starts it
  runpath       // by an ELF file: a folder in which its libraries are looked for
};

// An absolute path, or a folder of libraries, that a file names.
struct NamedPath {
  NamedAs as = NamedAs::text;
  std::size_t line = 0;  // in a text or script, from 1
  std::string path{};

  bool operator==(const NamedPath&) const = default;
};

// The paths at or below one of `roots` that `text` names, each once, and what its first line says
// is to run it. A root that ends in no name ('/usr' of '/usrlocal') is not named, nor one that
// follows a name, a '}' or the like ('${prefix}/usr'), unless that is the option -I or -L.
std::vector<NamedPath> paths_in_text(std::string_view text, const std::vector<std::string>& roots);

// The same of a file of a tree whose bytes come one after the other; of an ELF file its interpreter
// and its folders of libraries, for which a big one is opened once more. A file with a NUL among
// its first 64 KiB, and not ELF, names nothing. Of a text, lines that are longer than a MiB are
// looked at in pieces.
class NamedPathsReader {
 public:
  // Both must outlive it.
  NamedPathsReader(const Entry& file, const std::vector<std::string>& roots);
  ~NamedPathsReader();
  NamedPathsReader(const NamedPathsReader&) = delete;
  NamedPathsReader& operator=(const NamedPathsReader&) = delete;

  // The first time at least 64 KiB, if the file has so many. Whether the rest matters.
  bool take(std::string_view bytes);
  std::vector<NamedPath> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same of a file that nobody else reads.
std::vector<NamedPath> named_paths(const Entry& file, const std::vector<std::string>& roots);

}  // namespace shipit
