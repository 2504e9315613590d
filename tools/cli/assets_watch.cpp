// SPDX-License-Identifier: Apache-2.0
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <assets/scan.hpp>
#include <base/error.hpp>
#include <base/folder_watch.hpp>
#include <base/walk.hpp>
#include <cli/assets_build.hpp>
#include <cli/options.hpp>
#include <csignal>
#include <iostream>

namespace shipit {
namespace {

// SIGINT and SIGTERM wait here until someone looks.
class StopSignal {
 public:
  StopSignal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    descriptor_ = signalfd(-1, &signals, SFD_CLOEXEC);
  }
  ~StopSignal() { close(descriptor_); }
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// The folder itself, or the nearest one above that is there.
Path nearest_folder(Path path) {
  while (!std::filesystem::is_directory(path) && path.has_relative_path())
    path = path.parent_path();
  return path;
}

class Watcher {
 public:
  explicit Watcher(const std::string& plan) : plan_(std::filesystem::absolute(plan)) {}

  void run() {
    do {
      look_around();
      build();
      look_around();
    } while (wait() == FolderWatch::Woken::changed);
  }

 private:
  void build() {
    run_reporting("shipit assets", [&] {
      const AssetOutcome outcome = publish_assets(plan_.native());
      needs_ = {outcome.needs.begin(), outcome.needs.end()};
      std::cout << "published " << outcome.files << " files, " << outcome.written << " of them new"
                << std::endl;
    });
  }

  // Every folder of the root, and those of what was read elsewhere. Editors put new files in the
  // place of old ones, so files are watched by their folders.
  void look_around() {
    std::set<Path> folders = {plan_.parent_path()};
    try {
      root_ = std::filesystem::absolute(read_plan(read_json(plan_), plan_.native()).root)
                  .lexically_normal();
    } catch (const Error&) {  // the build tells of it
    }
    folders.insert(nearest_folder(root_));
    if (std::filesystem::is_directory(root_))
      for (const Found& found : walk(root_, is_published))
        if (found.kind == FileKind::folder && is_published(found.path))
          folders.insert(root_ / found.path);
    for (const Path& need : needs_) folders.insert(nearest_folder(need.parent_path()));
    watch_.set(folders);
    root_was_there_ = std::filesystem::is_directory(root_);
  }

  bool matters(const Path& path) const {
    if (path == plan_ || needs_.contains(path)) return true;
    if (std::filesystem::is_directory(root_) != root_was_there_) return true;
    const std::string name = path.lexically_relative(root_).string();
    return is_inside(path, root_) && is_published(name);
  }

  FolderWatch::Woken wait() const {
    while (true) {
      const FolderWatch::Change change = watch_.wait(stop_.descriptor(), std::nullopt);
      if (change.woken == FolderWatch::Woken::stopped) return change.woken;
      if (change.woken == FolderWatch::Woken::quiet) continue;
      if (change.paths.empty() || std::any_of(change.paths.begin(), change.paths.end(),
                                              [&](const Path& path) { return matters(path); }))
        return settle();
    }
  }

  // Editors and checkouts write several files at once: until it has been quiet for a moment.
  FolderWatch::Woken settle() const {
    constexpr std::chrono::milliseconds moment{50};
    constexpr int most_moments = 40;
    for (int i = 0; i < most_moments; ++i) {
      const FolderWatch::Woken woken = watch_.wait(stop_.descriptor(), moment).woken;
      if (woken == FolderWatch::Woken::stopped) return woken;
      if (woken == FolderWatch::Woken::quiet) break;
    }
    return FolderWatch::Woken::changed;
  }

  Path plan_;
  StopSignal stop_;  // before any thread is begun
  FolderWatch watch_;
  Path root_;
  std::set<Path> needs_;
  bool root_was_there_ = false;
};

}  // namespace

void watch_assets(const std::string& plan) { Watcher(plan).run(); }

}  // namespace shipit
