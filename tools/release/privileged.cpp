// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <release/privileged.hpp>

namespace shipit {

std::vector<PrivilegedFile> privileged_files(const StagedTree& tree) {
  std::vector<PrivilegedFile> files;
  for (const Entry& entry : tree.entries()) {
    if (entry.kind != EntryKind::file || (entry.mode & (S_ISUID | S_ISGID)) == 0) continue;
    if (!is_utf8(entry.path))
      throw Error(quote(entry.path) + " is setuid or setgid, and its name is not UTF-8")
          .note("it is " + entry.origin.text())
          .help("give it another name: deploy.json lists such files, and can't say this one");
    files.push_back({.path = entry.path, .mode = entry.mode});
  }
  return files;
}

}  // namespace shipit
