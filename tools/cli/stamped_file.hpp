// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string_view>

namespace shipit {

// Makes a file hold `content`, left alone if it does; and gives `stamp`, unless it is empty, the
// time of now: build tools know by it that this was looked at.
inline void write_stamped(const Path& file, std::string_view content, const Path& stamp) {
  write_file(file, content);
  if (stamp.empty()) return;
  write_file(stamp, "");
  touch(stamp);
}

}  // namespace shipit
