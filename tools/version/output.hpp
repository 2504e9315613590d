// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <version/render.hpp>

namespace shipit {

enum class VersionFormat {
  header,
  c_header,
  source,
  c_source,
  python,
  javascript,
  commonjs,
  json,
  resource,
  text,
  user_template
};

// Throws an Error that lists the formats when `word` is none.
VersionFormat parse_version_format(const std::string& word);

// Those words, for messages and help: "header, c-header, …".
std::string version_formats();

// A generated file that carries the version.
struct VersionOutput {
  VersionFormat format = VersionFormat::text;
  CodeNames names{};      // of headers and sources
  ResourceTexts texts{};  // of a resource
  Path template_file{};   // of user_template
};

// The file's content. Only user_template reads a file.
std::string render(const VersionOutput& output, const Version& version);

}  // namespace shipit
