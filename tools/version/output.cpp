// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <utility>
#include <version/output.hpp>
#include <version/render.hpp>

namespace shipit {
namespace {

constexpr std::pair<std::string_view, VersionFormat> kFormats[] = {
    {"header", VersionFormat::header},
    {"source", VersionFormat::source},
    {"python", VersionFormat::python},
    {"json", VersionFormat::json},
    {"text", VersionFormat::text}};

}  // namespace

VersionFormat parse_version_format(const std::string& word) {
  std::vector<std::string> known;
  for (const auto& [name, format] : kFormats) {
    if (name == word) return format;
    known.emplace_back(name);
  }
  throw Error(quote(word) + " is not a version format", Blame::usage)
      .help("there are " + join(known, ", "));
}

std::string render(const VersionOutput& output, const Version& version) {
  switch (output.format) {
    case VersionFormat::header:
      return render_header(version, output.name_space);
    case VersionFormat::source:
      return render_source(version, output.name_space, output.header);
    case VersionFormat::python:
      return render_python(version);
    case VersionFormat::json:
      return to_text(to_json(version));
    case VersionFormat::text:
      return render_text(version);
  }
  return "";
}

}  // namespace shipit
