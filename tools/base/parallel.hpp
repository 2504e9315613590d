// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace shipit {

// How many cores this process may use (sched_setaffinity(2)); at least one.
std::size_t core_count();

// Calls `work(i)` for every i below `count` on all these cores, lower numbers first; returns when
// all are done. The Error of the lowest failing number is thrown; nothing new is begun after a
// failure.
void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace shipit
