// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <base/progress.hpp>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace shipit {

// What is counted.
enum class Counted { bytes, pieces };

// How far something is.
struct Extent {
  std::uint64_t done;
  std::uint64_t total;  // 0: not known
  Counted unit = Counted::bytes;
};

// A line on stderr about what is going on, for somebody who waits longer than a second; nothing
// when stderr is no terminal. It is gone again at the end.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // From now on 'packing …' is going on.
  void begin(const std::string& what, Counted unit = Counted::bytes);
  // Tells how far it is, in that unit; from any thread.
  Progress teller();

 private:
  void tick();

  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::uint64_t> total_ = 0;
  std::mutex guard_;
  std::condition_variable changed_;
  std::string what_;
  Counted unit_ = Counted::bytes;
  bool over_ = false;
  std::thread ticker_;
};

// 'packing: 45 % of 503 MB', 'compress: 120 of 3117'; without a total only 'packing'.
std::string progress_text(const std::string& what, const Extent& extent);

}  // namespace shipit
