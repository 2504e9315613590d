// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deb/check.hpp>
#include <deb/control.hpp>
#include <deb/relations.hpp>
#include <deb/wrap.hpp>

namespace shipit {
namespace {

// Columns of an extended description, its leading blank included (policy 5.6.13).
constexpr std::size_t width = 79;

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
    for (const std::string& line : wrap(paragraph, width - 1))
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

std::string field(const char* name, const std::string& value) {
  return value.empty() ? std::string() : name + (": " + value) + "\n";
}

}  // namespace

void check_fields(const ControlFields& fields) {
  check_package_name(fields.package);
  check_version(fields.version);
  check_architecture(fields.architecture);
  check_maintainer(fields.maintainer);
  check_word("Section", fields.section);
  check_word("Priority", fields.priority);
  if (!fields.homepage.empty()) check_word("Homepage", fields.homepage);
  check_line("Description", fields.synopsis);
  if (trim(fields.synopsis).empty())
    throw Error("package " + quote(fields.package) + " has no summary")
        .help("give it one: a few words that say what it is");
  if (!is_utf8(fields.description))
    throw Error("the description is not UTF-8").help("save the file that it comes from as UTF-8");
  for (const std::string& relation : fields.depends) check_relation("Depends", relation);
}

std::string control_text(const ControlFields& fields) {
  check_fields(fields);
  const bool described = !trim(fields.description).empty();
  return field("Package", fields.package) + field("Version", fields.version) +
         field("Architecture", fields.architecture) + field("Maintainer", fields.maintainer) +
         field("Installed-Size", std::to_string(fields.installed_kib)) +
         field("Depends", join(united_relations(fields.depends), ", ")) +
         field("Section", fields.section) + field("Priority", fields.priority) +
         field("Homepage", fields.homepage) +
         field("Description", std::string(trim(fields.synopsis))) +
         extended(described ? std::string(trim(fields.description)) : made_description(fields));
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
