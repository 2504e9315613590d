// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace shipit {

// The strongly connected components of a graph, each after all those that it needs; the members of
// each are sorted. `needs[i]` names the nodes that node i needs.
std::vector<std::vector<std::size_t>> groups_in_order(
    const std::vector<std::vector<std::size_t>>& needs);

}  // namespace shipit
