// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <base/depfile_rule.hpp>
#include <chrono>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <version/update.hpp>

namespace shipit {
namespace {

struct UpdateOptions {
  std::string plan;
  bool configuring = false;
  std::string depfile;
  std::vector<std::string> outputs;
};

// So that Ninja starts this program only when one of the places has changed. What changes while it
// runs counts as newer than the stamp: that gets the time of before, less than which the clock of
// no file system goes wrong by.
class Watch {
 public:
  Watch(const UpdateOptions& options, const VersionPlan& plan)
      : depfile_(options.depfile),
        stamp_(asked_file(plan)),
        begun_(stamp_.string() + "." + std::to_string(getpid())) {
    if (depfile_.empty()) return;
    write_file(begun_, "");
  }

  ~Watch() {
    std::error_code none;
    std::filesystem::remove(begun_, none);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void finish(const std::optional<std::set<Path>>& places) const {
    if (depfile_.empty()) return;
    std::vector<std::string> needs;
    if (places) needs.assign(places->begin(), places->end());
    // Ninja runs what depends on a missing file in every build.
    if (!places || !std::all_of(needs.begin(), needs.end(), ninja_can_read))
      needs = {stamp_.string() + ".never"};
    write_file(depfile_, depfile_of(stamp_, needs));
    write_file(stamp_, "");
    constexpr std::chrono::milliseconds tick(20);
    std::filesystem::last_write_time(stamp_, std::filesystem::last_write_time(begun_) - tick);
  }

 private:
  Path depfile_;
  Path stamp_;
  Path begun_;
};

void update(const UpdateOptions& options) {
  const VersionPlan plan = read_version_plan(options.plan);
  const Watch watch(options, plan);
  const Updated updated =
      update_version(plan, options.configuring ? During::configure : During::build);
  for (const std::string& warning : updated.warnings)
    std::cerr << "shipit-version: warning: " << warning << "\n";
  const auto is_there = [](const std::string& path) { return std::filesystem::exists(path); };
  if (!std::all_of(options.outputs.begin(), options.outputs.end(), is_there))
    touch(json_file(plan));
  watch.finish(updated.places);
}

}  // namespace

Action update_verb(Options& options) {
  const auto given = std::make_shared<UpdateOptions>();
  options.required("--plan", given->plan, "what to ask, as ShipItVersion.cmake wrote it");
  options.flag("--configuring", given->configuring, "CMake is running, and takes any number");
  options.optional("--depfile", given->depfile,
                   "where to write what Ninja is to watch; the stamp is 'asked' beside the plan");
  options.list("--output", given->outputs,
               "files made from the version: a missing one makes the build render all anew");
  return [given] { update(*given); };
}

}  // namespace shipit
