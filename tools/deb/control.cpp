// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deb/check.hpp>
#include <deb/control.hpp>
#include <deb/relations.hpp>
#include <deb/wrap.hpp>

namespace shipit {
namespace {

// Columns of an extended description, its leading blank included (policy 5.6.13).
constexpr std::size_t description_width = 79;

std::string made_description(const ControlFields& fields) {
  return "This is " + fields.package + " " + fields.version +
         " as its own project packages it for Debian and its derivatives.";
}

// A paragraph's lines are joined and wrapped; a line that begins with a blank is shown verbatim.
std::string extended(const std::string& description) {
  std::string text;
  std::string paragraph;
  const auto flush = [&] {
    // A line that begins with a full stop means something else, so it is shown verbatim.
    for (const std::string& line : wrap(paragraph, description_width - 1))
      text += (line.starts_with('.') ? "  " : " ") + line + "\n";
    paragraph.clear();
  };
  for (const std::string& line : lines(description)) {
    const std::string_view words = trim(line);
    const bool verbatim = !words.empty() && (line[0] == ' ' || line[0] == '\t');
    if (words.empty() || verbatim) flush();
    if (words.empty())
      text += " .\n";
    else if (verbatim)
      text += "  " + std::string(words) + "\n";
    else
      paragraph += std::string(words) + " ";
  }
  flush();
  return text;
}

// A field of relations, in the order that dpkg writes them in.
struct RelationField {
  const char* name;
  Relation kind;
  RelationForm form;
  std::vector<std::string> (*settled)(const std::vector<std::string>&);
};

constexpr std::array relation_fields{
    RelationField{"Pre-Depends", Relation::pre_depends, RelationForm::alternatives,
                  united_relations},
    RelationField{"Depends", Relation::depends, RelationForm::alternatives, united_relations},
    RelationField{"Recommends", Relation::recommends, RelationForm::alternatives, united_relations},
    RelationField{"Suggests", Relation::suggests, RelationForm::alternatives, united_relations},
    RelationField{"Enhances", Relation::enhances, RelationForm::alternatives, united_relations},
    // What is broken at any version is so beside a version too, which says less.
    RelationField{"Conflicts", Relation::conflicts, RelationForm::single, normal_relations},
    RelationField{"Breaks", Relation::breaks, RelationForm::single, normal_relations},
    RelationField{"Replaces", Relation::replaces, RelationForm::single, normal_relations},
    RelationField{"Provides", Relation::provides, RelationForm::provided, normal_relations}};

std::vector<std::string> list_of(const ControlFields& fields, const RelationField& one) {
  const auto found = fields.relations.find(one.kind);
  return found == fields.relations.end() ? std::vector<std::string>{} : found->second;
}

// Policy 2.5, as far as a package of today may use it.
void check_priority(const std::string& priority) {
  constexpr std::array<std::string_view, 5> known{"required", "important", "standard", "optional",
                                                  "extra"};
  if (std::find(known.begin(), known.end(), priority) != known.end()) return;
  throw Error("Debian knows no Priority " + quote(priority))
      .help("it knows required, important, standard, optional and extra");
}

std::string field(const char* name, const std::string& value) {
  return value.empty() ? std::string() : name + (": " + value) + "\n";
}

}  // namespace

void check_fields(const ControlFields& fields) {
  check_package_name(fields.package);
  if (!fields.source.empty()) check_package_name(fields.source);
  check_version(fields.version);
  check_architecture(fields.architecture);
  check_maintainer(fields.maintainer);
  check_word("Section", fields.section);
  check_priority(fields.priority);
  if (!fields.homepage.empty()) check_word("Homepage", fields.homepage);
  check_line("Description", fields.synopsis);
  if (trim(fields.synopsis).empty())
    throw Error("package " + quote(fields.package) + " has no summary")
        .help("give it one: a few words that say what it is");
  if (!is_utf8(fields.description))
    throw Error("the description is not UTF-8").help("save the file that it comes from as UTF-8");
  for (const RelationField& one : relation_fields)
    for (const std::string& relation : list_of(fields, one))
      check_relation(one.name, relation, one.form);
}

std::string control_text(const ControlFields& fields) {
  check_fields(fields);
  const bool described = !trim(fields.description).empty();
  std::string relations;
  for (const RelationField& one : relation_fields)
    relations += field(one.name, join(one.settled(list_of(fields, one)), ", "));
  const bool debug = !fields.build_ids.empty();
  return field("Package", fields.package) +
         field("Source", fields.source == fields.package ? "" : fields.source) +
         field("Version", fields.version) +
         field("Auto-Built-Package", debug ? "debug-symbols" : "") +
         field("Architecture", fields.architecture) + field("Maintainer", fields.maintainer) +
         field("Installed-Size", std::to_string(fields.installed_kib)) + relations +
         field("Section", fields.section) + field("Priority", fields.priority) +
         field("Homepage", fields.homepage) +
         field("Description", std::string(trim(fields.synopsis))) +
         (debug       ? field("Build-Ids", join(fields.build_ids, " "))
          : described ? extended(std::string(trim(fields.description)))
                      : extended(made_description(fields)));
}

std::uint64_t installed_kib(const StagedTree& root) {
  std::uint64_t total = 1;
  for (const Entry& entry : root.entries())
    if (entry.link.empty())
      total += entry.kind == EntryKind::file      ? (entry.size + 1023) / 1024
               : entry.kind == EntryKind::symlink ? (entry.target.size() + 1023) / 1024
                                                  : 1;
  return total;
}

}  // namespace shipit
