// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace shipit {

// Calls `work(i)` for every i below `count` on all cores, lower numbers first; returns when all are
// done. The Error of the lowest failing number is thrown; nothing new is begun after a failure.
void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace shipit
