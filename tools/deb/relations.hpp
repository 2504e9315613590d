// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// How far a field's relations may go (policy 7.1).
enum class RelationForm {
  alternatives,  // 'libc6 (>= 2.36)', 'a | b:any'
  single,        // no '|'
  provided       // no '|', and no version but an exact one: 'a (= 1)'
};

// Refuses what isn't one relation of that form.
void check_relation(std::string_view field, const std::string& relation,
                    RelationForm form = RelationForm::alternatives);

// One text like 'a, b (>= 1)' as relations, with their blanks put right. Doesn't judge them.
std::vector<std::string> split_relations(std::string_view text);

// Sorted, none twice, with their blanks put right.
std::vector<std::string> normal_relations(const std::vector<std::string>& relations);

// The same of what a package needs: and none without a version where the same package is asked for
// with one.
std::vector<std::string> united_relations(const std::vector<std::string>& relations);

}  // namespace shipit
