// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <iostream>

// Ends the program, which libFuzzer reports with the input, when `condition` does not hold.
inline void require(bool condition, const char* what) {
  if (condition) return;
  std::cerr << "does not hold: " << what << "\n";
  std::abort();
}
