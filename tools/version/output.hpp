// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <version/version.hpp>

namespace shipit {

enum class VersionFormat { header, source, python, json, text };

// Throws an Error that lists the formats when `word` is none.
VersionFormat parse_version_format(const std::string& word);

// A generated file that carries the version.
struct VersionOutput {
  VersionFormat format = VersionFormat::text;
  std::string name_space{};  // header and source: the C++ namespace
  std::string header{};      // source: how it includes its header
};

std::string render(const VersionOutput& output, const Version& version);

}  // namespace shipit
