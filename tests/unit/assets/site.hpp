// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <assets/pipeline.hpp>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/walk.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

namespace shipit::test {

// A folder of web sources in a folder of its own, and what is built of it.
class Project {
 public:
  Project() : folder_(std::filesystem::temp_directory_path()) {
    options.root = folder_.path() / "web";
    options.public_path = "/static/";
    options.output = folder_.path() / "build" / "tree";
    options.from = folder_.path();
    make_folders(options.root);
  }

  const Path& path() const { return folder_.path(); }
  Path web(const std::string& logical) const { return options.root / logical; }

  Project& file(const std::string& path, const std::string& content) {
    write_file(folder_.path() / path, content);
    return *this;
  }

  // Bundles `entries` with the real esbuild. False when there is none.
  bool bundle(std::vector<std::string> entries) {
    const char* esbuild = std::getenv("ESBUILD_EXECUTABLE");
    if (esbuild == nullptr || *esbuild == '\0') {
      WARN("ESBUILD_EXECUTABLE is not set: nothing is tested with esbuild here");
      return false;
    }
    options.esbuild = esbuild;
    options.entries = std::move(entries);
    return true;
  }

  // Bundles with a shell script instead of esbuild.
  void pretend_esbuild(const std::string& script) {
    options.esbuild = folder_.path() / "esbuild";
    write_file(options.esbuild, "#!/bin/sh\n" + script + "\n", 0755);
  }

  AssetOutcome build() const { return build_assets(options); }

  Json manifest() const { return read_json(options.output / "manifest.json").at("assets"); }
  std::string name(const std::string& logical) const {
    return manifest().at(logical).at("file").get<std::string>();
  }
  std::map<std::string, std::string> names() const {
    std::map<std::string, std::string> all;
    const Json assets = manifest();
    for (const auto& [logical, asset] : assets.items())
      all[logical] = asset.at("file").get<std::string>();
    return all;
  }
  std::string published(const std::string& logical) const {
    return read_file(options.output / name(logical));
  }

  AssetOptions options;

 private:
  TemporaryFolder folder_;
};

// The bytes of each file below `folder`.
inline std::map<std::string, std::string> files_in(const Path& folder) {
  std::map<std::string, std::string> all;
  for (const Found& found : walk(folder))
    if (found.kind == FileKind::regular) all[found.path] = read_file(folder / found.path);
  return all;
}

// The inode of each file below `folder`, and its time: other ones where it was written again.
using WrittenFile = std::pair<ino_t, std::pair<long, long>>;
inline std::map<std::string, WrittenFile> written_in(const Path& folder) {
  std::map<std::string, WrittenFile> all;
  for (const Found& found : walk(folder)) {
    struct stat status {};
    REQUIRE(stat((folder / found.path).c_str(), &status) == 0);
    if (found.kind == FileKind::regular)
      all[found.path] = {status.st_ino, {status.st_mtim.tv_sec, status.st_mtim.tv_nsec}};
  }
  return all;
}

// What `work` is refused with: the message, the notes and the help, a line each.
template <typename Work>
std::string refusal_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    std::string text = error.message();
    for (const std::string& note : error.notes()) text += "\nnote: " + note;
    if (!error.help().empty()) text += "\nhelp: " + error.help();
    return text;
  }
  return "nothing was refused";
}

}  // namespace shipit::test
