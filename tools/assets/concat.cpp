// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/concat.hpp>
#include <assets/js.hpp>
#include <assets/js_text.hpp>
#include <assets/minify.hpp>
#include <assets/refusal.hpp>
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

// The maps that the files came with are not of the whole.
std::string without_maps(std::string text) {
  std::vector<Reference> references = js_references(text);
  for (auto one = references.rbegin(); one != references.rend(); ++one)
    if (one->need == Need::map) text.replace(one->begin, one->end - one->begin, " ");
  return text;
}

std::string read_script(const Path& file, const AssetOptions& options) {
  const std::string name = quote(shown(file, options.from));
  if (!std::filesystem::exists(file))
    throw Error(name + ", which CONCAT combines, is not there")
        .help("put it back, run npm install if it comes from there, or take it out of CONCAT");
  std::string text = read_file(file);
  if (is_js_module(text))
    throw Error(name + " is a module, and only classic scripts can be combined")
        .help("import it from an entry point");
  if (!is_utf8(text)) throw Error(name + " is not UTF-8").help("convert it");
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  return without_maps(std::move(text));
}

std::size_t lines_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = js_newline(text, at);
    count += newline == 0 ? 0 : 1;
    at += std::max<std::size_t>(newline, 1);
  }
  return count;
}

struct Combined {
  std::string text;
  std::vector<SourcePart> parts;
};

// The ';' at the start keeps the "use strict" of the first file from meaning them all; that between
// two files ends a statement that the first left open.
Combined combined(const Concat& concat, const AssetOptions& options) {
  Combined all{";\n", {}};
  std::size_t line = 1;
  for (const Path& file : concat.files) {
    const std::string text = read_script(file, options);
    all.parts.push_back({line, file.string(), text});
    all.text += text + "\n;\n";
    line += lines_in(text) + 2;
  }
  return all;
}

void check_output(const std::string& output) {
  const Path path(output);
  if (extension_of(output) != ".js" || !output.ends_with(".js") || path.is_absolute() ||
      path.lexically_normal() != path || output.starts_with("../") ||
      output.find('=') != std::string::npos)
    throw Error("scripts can't be combined as " + quote(output))
        .help("name a script below the root, such as 'js/vendor.js'");
}

// Tells of the files, not of the whole.
void trace(std::vector<Diagnostic>& diagnostics, const std::vector<SourcePart>& parts) {
  for (Diagnostic& one : diagnostics) {
    for (const SourcePart& part : parts) {
      if (one.line - 1 < part.first_line) break;
      one.file = part.name;
    }
    for (const SourcePart& part : parts)
      if (part.name == one.file) one.line -= part.first_line;
  }
}

void add(const Concat& concat, const EsbuildJob& job, Bundling found, EsbuildResult& made) {
  std::vector<Path>& modules = made.bundling.modules;
  modules.insert(modules.end(), concat.files.begin(), concat.files.end());
  std::sort(modules.begin(), modules.end());
  for (Bundle& bundle : found.bundles) {
    if (bundle.kind == Bundle::Kind::loose) bundle.kind = Bundle::Kind::code;
    bundle.inputs = concat.files;
    bundle.folder = job.folder.filename().string() + "/";
    made.bundling.bundles.push_back(std::move(bundle));
  }
}

}  // namespace

void concatenate(const AssetOptions& options, const SourceTree& tree, const Path& stage,
                 EsbuildResult& made) {
  std::size_t count = 0;
  for (const Concat& concat : options.concats) {
    check_output(concat.output);
    const Combined all = combined(concat, options);
    const std::string number = std::to_string(++count);
    EsbuildJob job = job_for(options, tree, stage / ("combined-" + number));
    job.work = Work::minify;
    job.root = stage / ("sources-" + number);
    job.entries = {concat.output};
    write_file(job.root / concat.output, all.text);
    EsbuildResult result = run_esbuild(job);
    trace(result.errors, all.parts);
    if (!result.errors.empty()) throw refusal(result.errors, tree, options);
    for (const Bundle& bundle : result.bundling.bundles)
      if (const Path file = job.folder / bundle.written; bundle.kind == Bundle::Kind::map)
        write_file(file, map_text(split_source(read_json(file), all.parts)));
    made.runs += result.runs;
    add(concat, job, std::move(result.bundling), made);
  }
}

}  // namespace shipit
