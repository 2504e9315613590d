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
  // `path` in the tree names the file with this number on this device.
  void add(dev_t device, ino_t inode, std::string path);

  // Makes each such file's entries, but the first in packing order, links to the first. Names below
  // etc stay files of their own, for an admin edits one of them; so do names in folders of the host
  // that may be file systems of their own: /usr, /opt, /srv, /var.
  void settle(std::vector<Entry>& entries) const;

 private:
  std::map<std::pair<dev_t, ino_t>, std::vector<std::string>> paths_;
};

}  // namespace shipit
