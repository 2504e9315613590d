// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/stamped_file.hpp>
#include <cli/verbs.hpp>
#include <memory>
#include <version/fields.hpp>
#include <version/output.hpp>

namespace shipit {
namespace {

struct VersionRenderOptions {
  std::string from;
  std::string format;
  std::string output;
  std::string stamp;
  std::string template_file;
  std::string file_type = "app";
  VersionOutput how;
};

ResourceKind parse_file_type(const std::string& word) {
  if (word == "app") return ResourceKind::app;
  if (word == "dll") return ResourceKind::dll;
  throw Error(quote(word) + " is not a file type", Blame::usage).help("there are app, dll");
}

// A damaged file is taken away, so that the next build makes it anew.
Version read_version(const std::string& file) {
  try {
    return version_of_json(read_json(file), file);
  } catch (const Error& error) {
    std::filesystem::remove(file);
    throw Error(error.message()).help("build again: the file is made anew");
  }
}

void render_file(VersionRenderOptions& options) {
  options.how.format = parse_version_format(options.format);
  options.how.template_file = options.template_file;
  options.how.texts.kind = parse_file_type(options.file_type);
  const Version version = read_version(options.from);
  write_stamped(options.output, render(options.how, version), options.stamp);
}

}  // namespace

Action render_verb(Options& options) {
  const auto given = std::make_shared<VersionRenderOptions>();
  options.required("--from", given->from, "the version.json that update wrote");
  options.required("--format", given->format, version_formats());
  options.required("--output", given->output, "the file to make; left alone if it is right");
  options.optional("--stamp", given->stamp, "a file whose time becomes now");
  options.optional("--namespace", given->how.names.name_space, "of headers and sources");
  options.optional("--header", given->how.names.header, "the C++ header, as a source includes it");
  options.optional("--c-header", given->how.names.c_header, "the C header, likewise");
  options.optional("--template", given->template_file, "the file to fill in");
  options.optional("--file-type", given->file_type, "of a resource: app or dll");
  options.text("--product", given->how.texts.product, "ProductName of a resource");
  options.text("--company", given->how.texts.company, "its CompanyName");
  options.text("--description", given->how.texts.description, "its FileDescription");
  options.text("--copyright", given->how.texts.copyright, "its LegalCopyright");
  options.text("--file-name", given->how.texts.file_name, "its OriginalFilename");
  return [given] { render_file(*given); };
}

}  // namespace shipit
