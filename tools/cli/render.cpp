// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>
#include <memory>
#include <version/output.hpp>
#include <version/render.hpp>

namespace shipit {
namespace {

struct RenderOptions {
  std::string from;
  std::string format;
  std::string output;
  std::string stamp;
  VersionOutput how;
};

void render_file(RenderOptions& options) {
  options.how.format = parse_version_format(options.format);
  const Version version = version_of_json(read_json(options.from), options.from);
  write_file(options.output, render(options.how, version));
  if (options.stamp.empty()) return;
  write_file(options.stamp, "");
  touch(options.stamp);
}

}  // namespace

Action render_verb(Options& options) {
  const auto given = std::make_shared<RenderOptions>();
  options.required("--from", given->from, "the version.json that update wrote");
  options.required("--format", given->format, "header, source, python, json or text");
  options.required("--output", given->output, "the file to make; left alone if it is right");
  options.optional("--stamp", given->stamp, "a file whose time becomes now");
  options.optional("--namespace", given->how.name_space, "of the header's and source's names");
  options.optional("--header", given->how.header, "how the source includes the header");
  return [given] { render_file(*given); };
}

}  // namespace shipit
