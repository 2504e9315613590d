// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/folder_watch.hpp>
#include <cli/assets_build.hpp>
#include <cli/options.hpp>
#include <cli/watch_list.hpp>
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
  // Whether one is waiting.
  bool is_raised() const {
    pollfd file{descriptor_, POLLIN, 0};
    return poll(&file, 1, 0) == 1;
  }

 private:
  int descriptor_ = -1;
};

class Watcher {
 public:
  explicit Watcher(const std::string& plan)
      : plan_(std::filesystem::absolute(plan)), list_(plan_) {}

  void run() {
    do {
      look_around();
      build();
      look_around();
    } while (wait() == FolderWatch::Woken::changed);
  }

 private:
  void build() {
    last_ = WatchList::Last::failed;
    run_reporting("shipit assets", [&] {
      try {
        const AssetOutcome outcome = publish_assets(plan_.native(), {.stop = stop_.descriptor()});
        needs_ = {outcome.needs.begin(), outcome.needs.end()};
        last_ = WatchList::Last::good;
        std::cout << "published " << outcome.files << " files, " << outcome.written
                  << " of them new" << std::endl;
      } catch (const Error&) {
        if (!stop_.is_raised()) throw;  // whoever ends it knows why
      }
    });
  }

  void look_around() {
    std::optional<AssetOptions> options;
    try {
      options = plan_in(plan_.native());
    } catch (const Error&) {  // the build tells of it
    }
    list_.look(options, needs_, last_);
    watch_.set(list_.folders());
  }

  FolderWatch::Woken wait() const {
    while (true) {
      const FolderWatch::Change change = watch_.wait(stop_.descriptor(), std::nullopt);
      if (change.woken == FolderWatch::Woken::stopped) return change.woken;
      if (change.woken == FolderWatch::Woken::quiet) continue;
      if (change.paths.empty() ||
          std::any_of(change.paths.begin(), change.paths.end(),
                      [&](const Path& path) { return list_.matters(path); }))
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
  WatchList list_;
  std::set<Path> needs_;
  WatchList::Last last_ = WatchList::Last::good;
};

}  // namespace

void watch_assets(const std::string& plan) { Watcher(plan).run(); }

}  // namespace shipit
