// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/phases.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace shipit {

// How long one phase of a build took.
struct PhaseTime {
  std::string name;  // as name_of() has it
  std::chrono::nanoseconds time{};
};

// Measures the phases of a build.
class PhaseTimes {
 public:
  // The one before is over.
  void begin(Phase phase);
  void end();

  // In the order in which they began.
  const std::vector<PhaseTime>& all() const { return phases_; }

 private:
  std::vector<PhaseTime> phases_;
  std::chrono::steady_clock::time_point since_;
};

}  // namespace shipit
