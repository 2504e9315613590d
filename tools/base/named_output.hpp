// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <fstream>
#include <optional>

namespace shipit {

// What a user names as the place to write to, taken as a shell's `>` takes it. A file, or one that
// isn't there yet, appears whole at commit(), and keeps its mode; a link is followed; a device or a
// FIFO is written into. An Error for a folder that is missing, or for a folder.
class NamedOutput {
 public:
  explicit NamedOutput(const Path& path);

  void write(std::string_view bytes);
  void commit();

 private:
  Path path_;
  std::optional<AtomicFile> file_;
  std::ofstream stream_;  // where there is no file to replace
};

}  // namespace shipit
