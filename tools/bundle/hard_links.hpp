// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <bundle/entry.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace shipit {

// The files of a stage that are one file under several names.
class HardLinks {
 public:
  // `path` in the tree, of that package, names the file with this number on this device.
  void add(dev_t device, ino_t inode, std::string path, std::string package = {});

  // Makes each such file's entries, but the first in packing order, links to the first. Names below
  // etc stay files of their own, for an admin edits one of them; so do names in folders of the host
  // that may be file systems of their own: /usr, /opt, /srv, /var; and so do those in other
  // packages.
  void settle(std::vector<Entry>& entries) const;

 private:
  struct Name {
    std::string path;
    std::string package;
  };
  static void add_targets(const std::vector<Name>& names, std::map<std::string, std::string>& to);

  std::map<std::pair<dev_t, ino_t>, std::vector<Name>> names_;
};

}  // namespace shipit
