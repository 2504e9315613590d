// SPDX-License-Identifier: Apache-2.0
#include <link.h>
#include <sys/stat.h>

#include <base/running_program.hpp>
#include <base/stamp.hpp>

namespace shipit {
namespace {

int add_file(dl_phdr_info* loaded, std::size_t /*size*/, void* text) {
  const std::string name = loaded->dlpi_name;
  // The program itself has no name; what the kernel brings along is no file.
  const std::string file = name.empty() ? "/proc/self/exe" : name;
  struct stat status {};
  if (stat(file.c_str(), &status) == 0)
    *static_cast<std::string*>(text) += file + " " + to_text(stamp_from(status)) + "\n";
  return 0;
}

}  // namespace

std::string running_program() {
  std::string text;
  dl_iterate_phdr(add_file, &text);
  return text;
}

}  // namespace shipit
