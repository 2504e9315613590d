// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <string>
#include <vector>

namespace shipit {

// A systemd unit of the package, as far as its maintainer scripts care.
struct Unit {
  std::string name;                    // 'hello.service'
  bool enabled = false;                // it has an [Install] section: something can want it
  std::vector<std::string> folders{};  // that systemd makes for it: '/var/lib/hello'
};

// The units of a staged tree in lib/systemd/system, sorted. Reads their files. Not those of a
// template ('hello@.service'), of which only instances run, and no aliases (symlinks).
std::vector<Unit> units_in(const StagedTree& tree);

// What StateDirectory=, CacheDirectory= and LogsDirectory= of a unit's text stand for
// (systemd.exec(5)), with the places that DynamicUser= moves them to. Without those whose names
// hold a specifier.
std::vector<std::string> unit_folders(std::string_view text);

// What of a package systemd's own tools have to be told of.
struct SystemParts {
  std::vector<Unit> units{};
  std::vector<std::string> users{};    // of lib/sysusers.d: 'hello.conf'
  std::vector<std::string> folders{};  // of lib/tmpfiles.d: 'hello.conf'
};

SystemParts system_parts(const StagedTree& tree);

// The Debian packages that have those tools, as Depends.
std::vector<std::string> system_relations(const SystemParts& parts);

}  // namespace shipit
