// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <base/memory.hpp>
#include <base/parallel.hpp>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace shipit {

std::size_t core_count() {
  cpu_set_t ours;
  if (sched_getaffinity(0, sizeof ours, &ours) == 0)
    return std::max<std::size_t>(1, static_cast<std::size_t>(CPU_COUNT(&ours)));
  return std::max(1U, std::thread::hardware_concurrency());
}

void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::mutex guard;
  std::size_t failed_at = count;
  std::exception_ptr failure;

  const auto labour = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        const std::scoped_lock lock(guard);
        next = count;
        if (i < failed_at) {
          failed_at = i;
          failure = std::current_exception();
        }
      }
    }
  };

  const auto help = [&] {
    join_expecting_memory();
    labour();
  };

  {
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < std::min(core_count(), count); ++i) helpers.emplace_back(help);
    labour();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace shipit
