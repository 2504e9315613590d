// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <base/progress.hpp>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace shipit {

// A line on stderr about what is going on, for somebody who waits longer than a second; nothing
// when stderr is no terminal. It is gone again at the end.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // From now on 'packing …' is going on.
  void begin(const std::string& what);
  // Tells how far it is, in bytes.
  Progress teller();

 private:
  void tick();

  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::uint64_t> total_ = 0;
  std::mutex guard_;
  std::condition_variable changed_;
  std::string what_;
  bool over_ = false;
  std::thread ticker_;
};

// 'packing: 45 % of 503 MB'; without a total only 'packing'.
std::string progress_text(const std::string& what, std::uint64_t done, std::uint64_t total);

}  // namespace shipit
