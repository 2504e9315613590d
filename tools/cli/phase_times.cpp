// SPDX-License-Identifier: Apache-2.0
#include <cli/phase_times.hpp>

namespace shipit {

void PhaseTimes::begin(Phase phase) {
  end();
  phases_.push_back({std::string(name_of(phase)), {}});
}

void PhaseTimes::end() {
  const auto now = std::chrono::steady_clock::now();
  if (!phases_.empty()) phases_.back().time += now - since_;
  since_ = now;
}

}  // namespace shipit
