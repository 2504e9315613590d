// SPDX-License-Identifier: Apache-2.0
#include <base/beside_hash.hpp>

namespace shipit {

constexpr std::size_t most_waiting = std::size_t{4} << 20;

BesideHash::BesideHash() : thread_([this] { labour(); }) {}

BesideHash::~BesideHash() {
  {
    const std::scoped_lock lock(guard_);
    over_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BesideHash::labour() {
  std::unique_lock lock(guard_);
  while (true) {
    changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    {
      const std::string bytes = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      try {
        hash_.add(bytes);
      } catch (...) {
        failure_ = std::current_exception();
      }
      lock.lock();
      bytes_ -= bytes.size();
    }
    changed_.notify_all();
  }
}

void BesideHash::add(std::string bytes) {
  std::unique_lock lock(guard_);
  changed_.wait(lock, [this] { return bytes_ <= most_waiting; });
  bytes_ += bytes.size();
  waiting_.push_back(std::move(bytes));
  changed_.notify_all();
}

std::string BesideHash::finish() {
  {
    const std::scoped_lock lock(guard_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
  if (failure_) std::rethrow_exception(failure_);
  return hash_.finish();
}

}  // namespace shipit
