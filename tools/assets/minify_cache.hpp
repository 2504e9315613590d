// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/config_around.hpp>
#include <assets/esbuild.hpp>
#include <assets/minify.hpp>
#include <base/value_store.hpp>
#include <optional>
#include <string>

namespace shipit {

// What esbuild made of single files, in the cache shared by all builds. The key is of all that
// decides it: the program, what it is told, the file's content and extension, the settings of the
// folders around it, and, where a source map tells of it, its logical path.
class MinifyCache {
 public:
  // `store`: nullptr keeps nothing, and so does a program that is none by itself, such as a script.
  MinifyCache(const Sources& sources, ValueStore* store);

  // Writes what is kept for the only entry of the job, which is `file`, into the job's folder, and
  // adds it to `bundling` as run_esbuild() would. False when nothing is kept.
  bool take(const EsbuildJob& job, const SourceFile& file, Bundling& bundling);

  // Keeps what a job made, unless something else may have a say in it.
  void keep(const EsbuildJob& job, const Bundling& made);

 private:
  struct Subject {
    const EsbuildJob& job;
    const SourceFile& file;
    std::string content;  // its raw SHA-256
  };

  // Whether anything is kept.
  bool is_on();
  // Nothing when it can't be told what decides.
  std::optional<std::string> key_of(const Subject& subject, ConfigAround& around) const;
  void keep_one(const EsbuildJob& job, const Bundle& code, ConfigAround& around);

  const Sources& sources_;
  ValueStore* store_;
  std::string program_;  // the raw SHA-256 of its bytes, once it was asked for
  ConfigAround around_;
};

}  // namespace shipit
