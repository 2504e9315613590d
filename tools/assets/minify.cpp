// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/minify.hpp>
#include <assets/minify_cache.hpp>
#include <assets/refusal.hpp>
#include <map>

namespace shipit {
namespace {

// The files of one run: their paths make one command line.
constexpr std::size_t most_files = 1000;

bool is_wanted(const SourceFile& file, const Sources& sources, const Bundling& bundling) {
  const std::string extension = extension_of(file.path);
  if (extension != ".js" && extension != ".mjs" && extension != ".css") return false;
  const GlobRule<Minify>* rule = rule_for(sources.options.minify, file.path);
  if (rule == nullptr || rule->choice == Minify::off) return false;
  const std::vector<std::string>& entries = sources.options.entries;
  if (std::binary_search(entries.begin(), entries.end(), file.path) ||
      bundling.is_module(file.file) || file.path.find('=') != std::string::npos ||
      !file.path.ends_with(extension))
    return false;
  return sources.index.facts(file.file, language_of(file.path), Ask::plainness).plainness ==
         Plainness::plain;
}

void run(const EsbuildJob& job, const Sources& sources, MinifyCache& cache, EsbuildResult& made) {
  EsbuildResult result = run_esbuild(job);
  if (!result.errors.empty())
    throw refusal(result.errors, sources.tree, sources.options)
        .help("mend it, or publish it as it is: MINIFY OFF " + result.errors.front().file);
  made.runs += result.runs;
  cache.keep(job, result.bundling);
  const std::string below = job.folder.filename().string() + "/";
  for (Bundle& bundle : result.bundling.bundles) {
    bundle.folder = below;
    made.bundling.bundles.push_back(std::move(bundle));
  }
}

}  // namespace

EsbuildJob job_for(const AssetOptions& options, const SourceTree& tree, const Path& folder) {
  EsbuildJob job;
  job.esbuild = options.esbuild;
  job.root = tree.root;
  job.folder = folder;
  job.public_path = options.public_path;
  job.target = options.target;
  job.minify = options.mode == Mode::digest ? Minify::on : Minify::off;
  job.source_maps = options.source_maps;
  job.limit = options.limit;
  job.stop = options.stop;
  return job;
}

void minify_loose(const Sources& sources, const Workshop& workshop, EsbuildResult& made) {
  if (sources.options.mode == Mode::identity) return;
  MinifyCache cache(sources, workshop.cache);
  const auto job_in = [&](const std::string& folder, std::vector<std::string> entries) {
    EsbuildJob job = job_for(sources.options, sources.tree, workshop.stage / folder);
    job.work = Work::minify;
    job.entries = std::move(entries);
    return job;
  };
  // esbuild calls every script '.js', so that 'a.js' and 'a.mjs' would become one.
  std::map<std::string, std::vector<std::string>> groups;
  for (const SourceFile& file : sources.tree.files) {
    if (!is_wanted(file, sources, made.bundling)) continue;
    if (cache.take(job_in("kept", {file.path}), file, made.bundling))
      ++made.kept;
    else
      groups[extension_of(file.path)].push_back(file.path);
  }
  std::size_t runs = 0;
  for (const auto& [extension, paths] : groups) {
    for (std::size_t begin = 0; begin < paths.size(); begin += most_files) {
      const std::size_t end = std::min(begin + most_files, paths.size());
      const auto at = [&paths = paths](std::size_t i) {
        return paths.begin() + static_cast<std::ptrdiff_t>(i);
      };
      run(job_in("minified-" + std::to_string(++runs), {at(begin), at(end)}), sources, cache, made);
    }
  }
}

}  // namespace shipit
