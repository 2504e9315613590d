// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deb/check.hpp>
#include <deb/relations.hpp>
#include <set>

namespace shipit {
namespace {

constexpr std::array<std::string_view, 5> operators{"<<", "<=", ">=", ">>", "="};

// 'name[:architecture] [(operator version)]' with its blanks put right.
struct Alternative {
  std::string name;
  std::string relation;  // what stands in the brackets
  bool sound = true;     // the brackets are where they should be
};

Alternative parse(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return {std::string(trim(text)), {}};
  const std::size_t close = text.find(')', open);
  if (close == std::string_view::npos || !trim(text.substr(close + 1)).empty())
    return {std::string(trim(text)), {}, false};
  return {std::string(trim(text.substr(0, open))),
          std::string(trim(text.substr(open + 1, close - open - 1)))};
}

std::string_view operator_of(std::string_view relation) {
  for (const std::string_view one : operators)
    if (relation.starts_with(one)) return one;
  return {};
}

std::string spelled(const Alternative& one) {
  if (one.relation.empty()) return one.name;
  const std::string_view sign = operator_of(one.relation);
  return one.name + " (" + std::string(sign) + (sign.empty() ? "" : " ") +
         std::string(trim(std::string_view(one.relation).substr(sign.size()))) + ")";
}

bool sound(const Alternative& one) {
  const std::size_t colon = one.name.find(':');
  try {
    check_package_name(one.name.substr(0, colon));
    if (colon != std::string::npos) check_architecture(one.name.substr(colon + 1));
    if (one.relation.empty()) return one.sound;
    const std::string_view sign = operator_of(one.relation);
    check_version(std::string(trim(std::string_view(one.relation).substr(sign.size()))));
    return one.sound && !sign.empty();
  } catch (const Error&) {
    return false;
  }
}

std::string normal(std::string_view relation) {
  std::vector<std::string> alternatives;
  for (const std::string& one : split(relation, '|')) alternatives.push_back(spelled(parse(one)));
  return join(alternatives, " | ");
}

}  // namespace

void check_relation(std::string_view field, const std::string& relation, RelationForm form) {
  if (form != RelationForm::alternatives && relation.find('|') != std::string::npos)
    throw Error("the package's " + std::string(field) +
                " cannot have alternatives: " + quote(relation))
        .help("name each of them by itself");
  if (form == RelationForm::provided && operator_of(parse(relation).relation).size() == 2)
    throw Error("the package's " + std::string(field) +
                " needs an exact version: " + quote(relation))
        .help("write it like 'mta' or 'mta (= 1.2)'");
  for (const std::string& one : split(relation, '|'))
    if (!sound(parse(one)))
      throw Error("the package's " + std::string(field) +
                  " has a word that Debian cannot read: " + quote(relation))
          .help("write it like 'libfoo1', 'libfoo1 (>= 1.2)' or 'exim4 | postfix'");
}

std::vector<std::string> split_relations(std::string_view text) {
  std::vector<std::string> relations;
  for (const std::string& piece : split(text, ','))
    if (!trim(piece).empty()) relations.push_back(normal(piece));
  return relations;
}

std::vector<std::string> normal_relations(const std::vector<std::string>& relations) {
  std::set<std::string> all;
  for (const std::string& relation : relations) all.insert(normal(relation));
  return {all.begin(), all.end()};
}

std::vector<std::string> united_relations(const std::vector<std::string>& relations) {
  const std::vector<std::string> all = normal_relations(relations);
  std::vector<std::string> united;
  for (const std::string& relation : all) {
    const auto stronger = [&](const std::string& other) {
      return other.starts_with(relation + " (") && other.find('|') == std::string::npos;
    };
    if (std::none_of(all.begin(), all.end(), stronger)) united.push_back(relation);
  }
  return united;
}

}  // namespace shipit
