// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/entry.hpp>
#include <string>

inline shipit::Entry a_link(const std::string& path, const std::string& target) {
  return {.path = path, .kind = shipit::EntryKind::symlink, .target = target};
}
