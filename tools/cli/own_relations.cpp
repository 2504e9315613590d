// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/package_version.hpp>
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

std::set<std::string> names_given_by(const ControlFields& control) {
  std::set<std::string> names{control.package};
  if (const auto provided = control.relations.find(Relation::provides);
      provided != control.relations.end())
    for (const std::string& relation : provided->second) names.insert(related_package(relation));
  return names;
}

bool names_one_of(const std::string& relation, const std::set<std::string>& names) {
  return std::ranges::any_of(split(relation, '|'), [&](const std::string& alternative) {
    return names.contains(related_package(alternative));
  });
}

}  // namespace shipit
