// SPDX-License-Identifier: Apache-2.0
#include <base/memory.hpp>
#include <base/parallel.hpp>
#include <base/pipeline.hpp>

namespace shipit {

Pipeline::Pipeline(std::size_t most, unsigned threads) : most_(most) {
  const std::size_t count = threads != 0 ? threads : core_count();
  for (std::size_t i = 1; i < count; ++i)
    helpers_.emplace_back([this] {
      join_expecting_memory();
      labour();
    });
}

Pipeline::~Pipeline() {
  {
    const std::scoped_lock lock(guard_);
    over_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

void Pipeline::perform(Job& job, std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  std::exception_ptr failure;
  try {
    job.task.work();
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  job.failure = failure;
  job.done = true;
  changed_.notify_all();
}

void Pipeline::labour() {
  std::unique_lock lock(guard_);
  while (true) {
    changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const std::shared_ptr<Job> job = waiting_.front();
    waiting_.pop_front();
    perform(*job, lock);
  }
}

// One step on: the second step of the first in line, else the work of another, else a wait.
void Pipeline::advance(std::unique_lock<std::mutex>& lock) {
  const std::shared_ptr<Job> first = queue_.front();
  if (first->done) {
    if (first->failure) {
      waiting_.clear();
      std::rethrow_exception(first->failure);
    }
    lock.unlock();
    first->task.then();
    lock.lock();
    weight_ -= first->task.weight;
    queue_.pop_front();
  } else if (!waiting_.empty()) {
    const std::shared_ptr<Job> job = waiting_.front();
    waiting_.pop_front();
    perform(*job, lock);
  } else {
    changed_.wait(lock, [&] { return first->done; });
  }
}

void Pipeline::add(Task task) {
  std::unique_lock lock(guard_);
  while (!queue_.empty() && (queue_.front()->done || weight_ + task.weight > most_)) advance(lock);
  weight_ += task.weight;
  queue_.push_back(std::make_shared<Job>(Job{.task = std::move(task)}));
  waiting_.push_back(queue_.back());
  changed_.notify_one();
}

void Pipeline::finish() {
  std::unique_lock lock(guard_);
  while (!queue_.empty()) advance(lock);
}

}  // namespace shipit
