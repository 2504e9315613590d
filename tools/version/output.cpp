// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <utility>
#include <vector>
#include <version/fields.hpp>
#include <version/output.hpp>
#include <version/template.hpp>

namespace shipit {
namespace {

constexpr std::pair<std::string_view, VersionFormat> kFormats[] = {
    {"header", VersionFormat::header},         {"c-header", VersionFormat::c_header},
    {"source", VersionFormat::source},         {"c-source", VersionFormat::c_source},
    {"python", VersionFormat::python},         {"javascript", VersionFormat::javascript},
    {"commonjs", VersionFormat::commonjs},     {"json", VersionFormat::json},
    {"rc", VersionFormat::resource},           {"text", VersionFormat::text},
    {"template", VersionFormat::user_template}};

}  // namespace

VersionFormat parse_version_format(const std::string& word) {
  for (const auto& [name, format] : kFormats)
    if (name == word) return format;
  throw Error(quote(word) + " is not a version format", Blame::usage)
      .help("there are " + version_formats());
}

std::string version_formats() {
  std::vector<std::string> known;
  for (const auto& [name, format] : kFormats) known.emplace_back(name);
  return join(known, ", ");
}

std::string render(const VersionOutput& output, const Version& version) {
  switch (output.format) {
    case VersionFormat::header:
      return render_header(version, output.names);
    case VersionFormat::c_header:
      return render_c_header(version, output.names);
    case VersionFormat::source:
      return render_source(version, output.names);
    case VersionFormat::c_source:
      return render_c_source(version, output.names);
    case VersionFormat::python:
      return render_python(version);
    case VersionFormat::javascript:
      return render_javascript(version, ModuleKind::es);
    case VersionFormat::commonjs:
      return render_javascript(version, ModuleKind::commonjs);
    case VersionFormat::json:
      return to_text(to_json(version));
    case VersionFormat::resource:
      return render_resource(version, output.texts);
    case VersionFormat::text:
      return render_text(version);
    case VersionFormat::user_template:
      return fill_template(read_file(output.template_file), version, output.template_file.native());
  }
  return "";
}

}  // namespace shipit
