// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild_log.hpp>
#include <base/files.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Stands in the names that esbuild writes until the digest is known, and is as long as that, so
// that putting the digest there moves nothing.
inline constexpr std::string_view name_placeholder = "ShipIt0Names";
// As it stands in a name.
inline constexpr std::string_view name_mark = "-ShipIt0Names";

// What is made of source maps, those that esbuild makes and those of the root. install: they are
// published. keep_back: they go to a folder of their own. off: there are none.
enum class SourceMaps { install, keep_back, off };

// What bundles are. esm: modules; what several of them need, or import() later, is in chunks.
enum class Format { iife, esm };

enum class Minify { on, off };

// bundle: entries with all that they import; licences go to files beside. minify: each file by
// itself, with its licences in it. All entries of one job that minifies end alike.
enum class Work { bundle, minify };

struct EsbuildJob {
  Work work = Work::bundle;
  Path esbuild;
  Path root;                            // where it runs; every symlink followed
  Path folder;                          // private: everything it writes goes there
  std::vector<std::string> entries;     // logical paths
  std::vector<std::string> extensions;  // of the files under the root, with their dots
  std::vector<std::string> externals;   // URLs that it is to leave as they are
  std::string public_path;
  std::string target;  // as esbuild's --target takes it
  Format format = Format::iife;
  Minify minify = Minify::on;
  SourceMaps source_maps = SourceMaps::off;
  std::chrono::seconds limit{300};
  std::optional<int> stop{};  // as Command has it
};

// A file that esbuild made of sources, the licences that it found in them, or its source map.
struct Bundle {
  // loose: code that esbuild made of a file by itself.
  enum class Kind { code, loose, licences, map };

  Kind kind;
  std::string path;          // logical path: 'app.js' for the entry 'app.ts'
  std::string written;       // path below the job's folder, with the placeholder in it
  std::string entry;         // logical path of the entry that it came from; empty: a chunk
  std::vector<Path> inputs;  // the files whose text is in it
  std::string folder{};      // the job's, below that of the build: empty or with '/' at its end
  // Of code, as they are written:
  std::vector<std::string> imports{};  // the outputs that it imports
  std::vector<std::string> later{};    // those that it may import()
  std::string styles{};                // the sheet of what it imports; empty: none
  std::vector<std::uint64_t> sizes{};  // how many bytes of it each input has
};

// A file that esbuild copied because a source refers to it.
struct Emitted {
  Path source;
  std::string written;   // path below the job's folder, with the placeholder in it
  Path importer;         // the first source that refers to it
  std::string original;  // as it stands there
};

struct Bundling {
  std::vector<Bundle> bundles;
  std::vector<Emitted> emitted;
  std::vector<Path> modules;  // the sources that were read for the bundles, sorted

  // Whether it is one of these.
  bool is_module(const std::string& file) const;
};

struct EsbuildResult {
  Bundling bundling;  // of a run without errors
  std::vector<Diagnostic> warnings;
  std::vector<Diagnostic> errors;  // what it has against the sources
  std::size_t runs = 0;            // how often it was started
  std::size_t kept = 0;            // of how many files it came from the cache
};

// What esbuild is told apart from where files lie: with the files it decides what it makes.
std::vector<std::string> words_of(const EsbuildJob& job);

// Runs esbuild once. An Error when it can't be run, crashes, passes its limit, or writes what can't
// be understood.
EsbuildResult run_esbuild(const EsbuildJob& job);

// The name of the bundle that an entry point becomes; empty when esbuild bundles no such file.
std::string bundle_name(std::string_view entry);

// The name that esbuild writes for a logical path, with the placeholder in it.
std::string written_name(std::string_view path);

// The logical path of what a job makes of an entry.
std::string output_name(const EsbuildJob& job, std::string_view entry);

}  // namespace shipit
