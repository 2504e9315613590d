// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <cli/own_relations.hpp>

namespace shipit {

void settle_own_relations(ControlFields& control, const std::set<std::string>& names) {
  for (auto& [kind, relations] : control.relations) {
    const bool needs = kind == Relation::pre_depends || kind == Relation::depends ||
                       kind == Relation::recommends || kind == Relation::suggests;
    for (std::string& relation : relations) {
      relation = replace_all(relation, "${binary:Version}", control.version);
      const std::string name(trim(relation));
      if (needs && names.contains(name)) relation = name + " (= " + control.version + ")";
    }
  }
}

}  // namespace shipit
