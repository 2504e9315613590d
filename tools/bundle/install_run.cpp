// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <bundle/dependency_rules.hpp>
#include <bundle/install_rules.hpp>
#include <bundle/install_run.hpp>
#include <bundle/unresolved.hpp>
#include <system_error>

namespace shipit {
namespace {

// CMake's generated script overwrites <build>/install_manifest.txt, or that of a component, which
// belongs to the user's own `cmake --install` (people uninstall by it). It waits under another name
// meanwhile; one that waits already was left by a run that was killed, and is the user's.
class KeptManifests {
 public:
  explicit KeptManifests(const StageRequest& request) {
    for (const std::string& component : request.components)
      files_.push_back(request.build / ("install_manifest_" + component + ".txt"));
    if (files_.empty()) files_.push_back(request.build / "install_manifest.txt");
    for (const Path& file : files_)
      if (!std::filesystem::exists(kept(file)) && std::filesystem::exists(file))
        std::filesystem::rename(file, kept(file));
  }
  ~KeptManifests() {
    std::error_code none;
    for (const Path& file : files_) {
      std::filesystem::remove(file, none);
      if (std::filesystem::exists(kept(file), none))
        std::filesystem::rename(kept(file), file, none);
    }
  }
  KeptManifests(const KeptManifests&) = delete;
  KeptManifests& operator=(const KeptManifests&) = delete;

 private:
  static Path kept(const Path& file) { return file.native() + ".shipit-kept"; }

  std::vector<Path> files_;
};

Command command_for(const StageRequest& request, const Path& list) {
  const auto define = [](const char* name, const std::string& value) {
    return std::string("-D") + name + "=" + value;
  };
  Command command{.words = {request.cmake},
                  .folder = request.build,
                  .extra = {{"DESTDIR", request.stage.native()}},
                  // The one could make symlinks of files, the other copy all of them.
                  .without = {"CMAKE_INSTALL_MODE", "CMAKE_INSTALL_ALWAYS"}};
  command.words.push_back(define("SHIPIT_BUILD", request.build.native()));
  command.words.push_back(define("SHIPIT_LIST", list.native()));
  command.words.push_back(define("CMAKE_INSTALL_PREFIX", request.prefix));
  if (!request.config.empty())
    command.words.push_back(define("CMAKE_INSTALL_CONFIG_NAME", request.config));
  if (!request.components.empty())
    command.words.push_back(define("SHIPIT_COMPONENTS", join(request.components, ";")));
  command.words.emplace_back("-P");
  command.words.push_back(request.script.native());
  return command;
}

// What the rules said, without CMake's line for each file.
std::string said(const Outcome& outcome) {
  std::string text;
  for (const std::string& line : lines(outcome.out))
    if (!line.starts_with("-- Install") && !line.starts_with("-- Up-to-date")) text += line + "\n";
  return std::string(trim(text + outcome.err));
}

}  // namespace

std::vector<std::string> run_install(const StageRequest& request) {
  const ClearedFolder folder(request.build / "shipit" / "install");  // a killed run's goes, too
  const Path list = folder.path() / "installed.txt";
  const KeptManifests kept(request);
  const Outcome outcome = run(command_for(request, list));
  if (outcome.status != 0) {
    if (std::optional<Error> error = dependency_error(
            outcome.err, read_dependency_rules(install_scripts(request.build)).files))
      throw *std::move(error);
    throw Error("the project's install rules failed")
        .note("cmake said:\n" + said(outcome))
        .help("build the project first; if it is built, mend the rule that is named above");
  }
  std::vector<std::string> installed = lines(read_file(list));
  // A ';' in a name splits it in CMake's list; its pieces are no paths.
  std::erase_if(installed, [](const std::string& path) { return !path.starts_with('/'); });
  return installed;
}

}  // namespace shipit
