// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace shipit {

// Work on all cores, followed by a second step in the order in which the work was added: for
// outputs that must come out the same whoever was faster. Not to be shared between threads.
class Pipeline {
 public:
  struct Task {
    std::size_t weight = 0;      // bytes that it holds until its `then` is over
    std::function<void()> work;  // on any thread
    std::function<void()> then;  // on the thread that calls add() and finish()
  };

  // No more than `most` of weight is under way at once, but always one task. `threads`: 0 for one
  // a core, the caller's among them.
  explicit Pipeline(std::size_t most, unsigned threads = 0);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Lends a hand until there is room. Throws what a task's work threw when its turn comes; nothing
  // new is begun after that.
  void add(Task task);
  // Until all is done.
  void finish();

 private:
  struct Job {
    Task task;
    bool done = false;
    std::exception_ptr failure{};
  };

  void labour();
  void perform(Job& job, std::unique_lock<std::mutex>& lock);
  void advance(std::unique_lock<std::mutex>& lock);

  std::size_t most_;
  std::size_t weight_ = 0;
  std::mutex guard_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> queue_;    // in order, until their `then` is over
  std::deque<std::shared_ptr<Job>> waiting_;  // not begun
  bool over_ = false;
  std::vector<std::thread> helpers_;
};

}  // namespace shipit
