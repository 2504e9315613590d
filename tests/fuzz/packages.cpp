// SPDX-License-Identifier: Apache-2.0
// Whatever bytes pass for an archive or a .deb: they are refused, or what is told of them stays in
// its folder and commands no terminal.
#include <sys/mman.h>
#include <unistd.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <cstdint>
#include <inspect/package_reader.hpp>
#include <inspect/report.hpp>

#include "require.hpp"

using namespace shipit;

namespace {

// A file with these bytes, as long as it lives.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size) : end_(memfd_create("package", 0)) {
    require(end_ >= 0 && write(end_, data, size) == static_cast<ssize_t>(size), "there is memory");
  }
  ~MemoryFile() { close(end_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  Path path() const { return "/proc/self/fd/" + std::to_string(end_); }

 private:
  int end_;
};

void check(const Inspected& found) {
  for (const auto& [path, entry] : found.entries) {
    require(path == entry.path, "an entry stands under its path");
    for (const std::string& name : split(path, '/')) require(name != "..", "paths stay inside");
  }
  for (const char c : report(found))
    require(c == '\n' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f'),
            "no byte commands a terminal");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  for (Inspected (*look)(const Path&) : {inspect_archive, inspect_deb}) {
    try {
      check(look(file.path()));
    } catch (const Error&) {
    }
  }
  return 0;
}
