// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cstdint>
#include <deb/compression.hpp>
#include <deb/control.hpp>
#include <deb/own_scripts.hpp>
#include <map>
#include <string>

namespace shipit {

// What a control.tar holds; empty texts are left out of it.
struct ControlFiles {
  ControlFields fields;
  Scripts scripts{};
  std::string conffiles{};
  std::string md5sums{};
  std::map<std::string, std::string> extra{};  // 'triggers', 'templates', …: their texts
  Compression compression = Compression::xz;
};

// One absolute path a line (deb-conffiles(5)); empty when there is none.
std::string conffiles_text(const StagedTree& root);

// control.tar, compressed.
std::string control_archive(const ControlFiles& files, std::int64_t epoch);

}  // namespace shipit
