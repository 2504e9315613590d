// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/esbuild.hpp>
#include <assets/metafile.hpp>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <iterator>
#include <set>
#include <tuple>

namespace shipit {
namespace {

// What esbuild reads as code; html is left to its own complaint, for it can't be bundled.
constexpr std::string_view code[] = {".css", ".js",  ".mjs", ".cjs",  ".jsx",  ".ts",
                                     ".mts", ".cts", ".tsx", ".json", ".html", ".htm"};

// What packages from npm refer to; the extensions under the root are added to these.
constexpr std::string_view files[] = {".avif", ".bmp",  ".cur",  ".eot",  ".gif",  ".ico",
                                      ".jpeg", ".jpg",  ".mp3",  ".mp4",  ".ogg",  ".otf",
                                      ".pdf",  ".png",  ".svg",  ".ttf",  ".txt",  ".wasm",
                                      ".wav",  ".webm", ".webp", ".woff", ".woff2"};

bool is_code(std::string_view extension) {
  return std::find(std::begin(code), std::end(code), extension) != std::end(code);
}

bool is_plain(std::string_view extension) {
  return std::all_of(extension.begin(), extension.end(),
                     [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '-'; });
}

std::vector<std::string> words_of_bundling(const EsbuildJob& job) {
  const std::string mark(name_mark);
  std::vector<std::string> words = {"--bundle", "--legal-comments=linked",
                                    "--asset-names=[dir]/[name]" + mark,
                                    "--chunk-names=chunks/[name]-[hash]" + mark};
  words.emplace_back(job.format == Format::esm ? "--format=esm" : "--format=iife");
  if (job.format == Format::esm) words.emplace_back("--splitting");
  std::set<std::string> extensions(std::begin(files), std::end(files));
  extensions.insert(job.extensions.begin(), job.extensions.end());
  for (const std::string& extension : extensions)
    if (!is_code(to_lower(extension)) && is_plain(extension))
      words.push_back("--loader:" + extension + "=file");
  for (const std::string& external : job.externals) words.push_back("--external:" + external);
  return words;
}

// Most loose files are foreign, and nobody will mend what is odd in them.
std::vector<std::string> words_of_minifying(const EsbuildJob& job) {
  std::vector<std::string> words = {"--legal-comments=inline", "--tree-shaking=false",
                                    "--log-level=error"};
  const std::string extension = job.entries.empty() ? "" : extension_of(job.entries.front());
  if (extension == ".mjs") words.emplace_back("--out-extension:.js=.mjs");
  return words;
}

Command command_of(const EsbuildJob& job) {
  Command command;
  command.words = {job.esbuild.string(), "--outdir=" + job.folder.string(),
                   "--metafile=" + (job.folder / "meta.json").string()};
  const std::vector<std::string> more = words_of(job);
  command.words.insert(command.words.end(), more.begin(), more.end());
  // Written as <output>=<input>: an entry that is a symlink keeps its own name so.
  for (const std::string& entry : job.entries) {
    const std::string name = output_name(job, entry);
    // One that begins with '-' would be an option.
    command.words.push_back((name.starts_with('-') ? "./" : "") +
                            name.substr(0, digest_position(name)) + "=./" + entry);
  }
  command.folder = job.root;
  // Go believes PWD where it agrees with the folder; the names that esbuild prints follow it.
  command.extra = {{"PWD", job.root.string()}};
  command.without = {"NODE_PATH", "ESBUILD_BINARY_PATH", "ESBUILD_WORKER_THREADS"};
  command.limit = job.limit;
  command.stop = job.stop;
  return command;
}

// esbuild says nothing of a disk that has no room for what it writes.
bool is_full(const Path& folder) {
  constexpr std::uintmax_t least = std::uintmax_t(1) << 20;
  std::error_code failed;
  const std::filesystem::space_info space = std::filesystem::space(folder, failed);
  return !failed && space.available < least;
}

[[noreturn]] void fail_as_program(const EsbuildJob& job, const std::string& what,
                                  std::string_view log) {
  Error error(what);
  const std::vector<std::string> said = lines(log);
  for (std::size_t i = said.size() > 5 ? said.size() - 5 : 0; i < said.size(); ++i)
    error.note("it said: " + std::string(trim(said[i])));
  if (is_full(job.folder))
    throw std::move(error)
        .note("no space left on device: there is less than 1 MiB in " + quote(job.folder.native()))
        .help("make room there");
  throw std::move(error).help("is " + quote(job.esbuild.native()) +
                              " really esbuild? try it with --version");
}

// It was there when CMake ran.
[[noreturn]] void fail_as_gone(const Path& esbuild) {
  const std::string& path = esbuild.native();
  const std::size_t modules = path.find("/node_modules/");
  throw Error("esbuild is gone: there is no " + quote(path))
      .help(modules == std::string::npos ? "install it again, or run CMake again to find another"
                                         : "run npm install in " + quote(path.substr(0, modules)));
}

// esbuild writes {} for it and goes on; what asks that for a URL throws in the browser.
bool is_broken(const Diagnostic& diagnostic) {
  return diagnostic.kind == Diagnostic::Kind::error || diagnostic.text.starts_with(no_import_meta);
}

std::string ending(int status) {
  if (status > 128) return "esbuild was ended by signal " + std::to_string(status - 128);
  return "esbuild failed with status " + std::to_string(status);
}

Bundling read_bundling(const EsbuildJob& job, const Outcome& outcome) {
  try {
    return read_metafile(read_json(job.folder / "meta.json"), job);
  } catch (const Json::exception&) {
    fail_as_program(job, "esbuild wrote a metafile that makes no sense", outcome.err);
  } catch (const Error& error) {
    fail_as_program(job, "esbuild wrote a metafile that makes no sense",
                    error.message() + "\n" + outcome.err);
  }
}

}  // namespace

std::vector<std::string> words_of(const EsbuildJob& job) {
  std::vector<std::string> words = {"--target=" + job.target,
                                    "--outbase=.",
                                    "--public-path=" + job.public_path,
                                    "--entry-names=[dir]/[name]" + std::string(name_mark),
                                    "--log-limit=0",
                                    "--color=false"};
  if (job.minify == Minify::on) words.emplace_back("--minify");
  if (job.source_maps == SourceMaps::install) words.emplace_back("--sourcemap=linked");
  if (job.source_maps == SourceMaps::keep_back) words.emplace_back("--sourcemap=external");
  const std::vector<std::string> more =
      job.work == Work::bundle ? words_of_bundling(job) : words_of_minifying(job);
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

EsbuildResult run_esbuild(const EsbuildJob& job) {
  EsbuildResult result;
  if (job.entries.empty()) return result;
  const std::optional<Outcome> done = try_run(command_of(job));
  if (!done) fail_as_gone(job.esbuild);
  const Outcome& outcome = *done;
  result.runs = 1;
  for (Diagnostic& one : read_esbuild_log(outcome.err))
    (is_broken(one) ? result.errors : result.warnings).push_back(std::move(one));
  // It works on many files at a time; its words come in the order of that.
  for (std::vector<Diagnostic>* told : {&result.errors, &result.warnings})
    std::stable_sort(told->begin(), told->end(), [](const Diagnostic& a, const Diagnostic& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
  if (outcome.status == 0)
    result.bundling = read_bundling(job, outcome);
  else if (result.errors.empty() || outcome.status > 128)
    fail_as_program(job, ending(outcome.status), outcome.err);
  return result;
}

bool Bundling::is_module(const std::string& file) const {
  return !modules.empty() && std::binary_search(modules.begin(), modules.end(), Path(file));
}

std::string bundle_name(std::string_view entry) {
  const std::string extension = extension_of(entry);
  const std::string_view stem = entry.substr(0, entry.size() - extension.size());
  if (extension == ".css") return std::string(entry);
  const bool script = is_code(extension) && extension != ".json" && !extension.starts_with(".htm");
  return script ? std::string(stem) + ".js" : std::string();
}

std::string written_name(std::string_view path) {
  std::string name(path);
  name.insert(digest_position(name), name_mark);
  return name;
}

std::string output_name(const EsbuildJob& job, std::string_view entry) {
  return job.work == Work::bundle ? bundle_name(entry) : std::string(entry);
}

}  // namespace shipit
