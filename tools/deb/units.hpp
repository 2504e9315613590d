// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <string>
#include <vector>

namespace shipit {

// A systemd unit of the package, as far as its maintainer scripts care.
struct Unit {
  std::string name;      // 'hello.service'
  bool enabled = false;  // it has an [Install] section: something can want it
};

// The units of a staged tree in lib/systemd/system, sorted. Reads their files. Not those of a
// template ('hello@.service'), of which only instances run, and no aliases (symlinks).
std::vector<Unit> units_in(const StagedTree& tree);

}  // namespace shipit
