// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Refuses what isn't one relation of policy 7.1, with alternatives: 'libc6 (>= 2.36)', 'a | b:any'.
void check_relation(std::string_view field, const std::string& relation);

// One text like 'a, b (>= 1)' as relations, with their blanks put right. Doesn't judge them.
std::vector<std::string> split_relations(std::string_view text);

// Sorted, none twice, and none without a version where the same package is asked for with one.
std::vector<std::string> united_relations(const std::vector<std::string>& relations);

}  // namespace shipit
