// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace shipit {

// What hosts say while they are at work, on stderr. That they wait for something is a line on a
// terminal that is gone when they say more; elsewhere it is told once, after some seconds.
class HostLines {
 public:
  HostLines();

  // As Hearing of deploy/deploy.hpp.
  void show(const std::string& host, const std::string& kind, const std::string& text);

 private:
  void wait(const std::string& line);

  bool terminal_;
  bool waiting_ = false;  // the last that was heard
  bool told_ = false;     // of this waiting
  std::chrono::steady_clock::time_point since_{};
};

}  // namespace shipit
