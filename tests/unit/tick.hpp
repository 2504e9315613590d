// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <thread>

// Longer than a tick of any file system's clock: what changed before it is not taken for racy.
inline void pass_a_tick() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }
