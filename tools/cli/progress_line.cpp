// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>
#include <cli/progress_line.hpp>
#include <cstdio>

namespace shipit {
namespace {

constexpr std::chrono::milliseconds quiet_until{1000};
constexpr std::chrono::milliseconds pace{100};

// '\r' to the line's begin, 'erase to its end' (ECMA-48, EL).
void print(const std::string& text) {
  const std::string line = "\r\x1b[K" + text;
  // A terminal that is gone is no reason to stop.
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

std::string progress_text(const std::string& what, const Extent& extent) {
  const auto& [done, total, unit] = extent;
  constexpr std::uint64_t mega = 1'000'000;
  if (total == 0) return what;
  if (unit == Counted::pieces)
    return what + ": " + std::to_string(done) + " of " + std::to_string(total);
  return what + ": " + std::to_string(100 * done / total) + " % of " +
         std::to_string((total + mega / 2) / mega) + " MB";
}

ProgressLine::ProgressLine() {
  if (isatty(STDERR_FILENO) == 1) ticker_ = std::thread([this] { tick(); });
}

ProgressLine::~ProgressLine() {
  {
    const std::scoped_lock lock(guard_);
    over_ = true;
  }
  changed_.notify_all();
  if (ticker_.joinable()) ticker_.join();
}

void ProgressLine::begin(const std::string& what, Counted unit) {
  const std::scoped_lock lock(guard_);
  what_ = what;
  unit_ = unit;
  total_ = 0;
}

Progress ProgressLine::teller() {
  return [this](std::uint64_t done, std::uint64_t total) {
    done_ = done;
    total_ = total;
  };
}

void ProgressLine::tick() {
  std::unique_lock lock(guard_);
  if (changed_.wait_for(lock, quiet_until, [this] { return over_; })) return;
  do {
    print(progress_text(what_, {done_, total_, unit_}));
  } while (!changed_.wait_for(lock, pace, [this] { return over_; }));
  print("");
}

}  // namespace shipit
