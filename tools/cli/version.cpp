// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/verbs.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <version/derive.hpp>
#include <version/fields.hpp>
#include <version/summary.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

struct VersionOptions {
  std::string source = ".";
  std::string tag_prefix;
  std::string scheme;
  std::string build;
  std::string field;
  bool json = false;
  bool explain = false;
  bool github = false;
};

VersionScheme scheme_of(const std::string& word) {
  if (const std::optional<VersionScheme> scheme = parse_version_scheme(word)) return *scheme;
  throw Error(quote(word) + " is not a scheme", Blame::usage).help("there are POST, NEXT, TAG");
}

// The rules of the project in a build folder: of its only shipit_version(), or of the one without a
// RESULT_PREFIX.
VersionRules declared_rules(const Path& build) {
  const Path folder = build / "shipit" / "version";
  std::vector<Path> plans;
  if (std::filesystem::is_directory(folder))
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (std::filesystem::exists(entry.path() / "plan.json")) plans.push_back(entry.path());
  if (plans.empty())
    throw Error("no project in " + quote(build.native()) + " calls shipit_version()")
        .help("give a build folder that CMake has configured");
  const Path usual = folder / "SHIPIT";
  const bool is_one = plans.size() == 1;
  if (!is_one && std::find(plans.begin(), plans.end(), usual) == plans.end())
    throw Error("several shipit_version() are called in " + quote(build.native()) +
                ", each with a RESULT_PREFIX")
        .help("give --tag-prefix and --scheme instead of --build-dir");
  return read_version_plan((is_one ? plans.front() : usual) / "plan.json").rules;
}

VersionRules rules_of(const VersionOptions& options) {
  if (!std::filesystem::is_directory(options.source))
    throw Error("there is no folder " + quote(options.source))
        .help("give the project's top folder, or nothing for this one");
  VersionRules rules{.source = std::filesystem::absolute(options.source)};
  if (!options.build.empty()) rules = declared_rules(options.build);
  if (!options.tag_prefix.empty()) rules.tag_prefix = options.tag_prefix;
  if (!options.scheme.empty()) rules.scheme = scheme_of(options.scheme);
  return rules;
}

Version asked_version(const VersionOptions& options) {
  const DerivedVersion derived = derive(rules_of(options));
  for (const std::string& warning : derived.warnings)
    std::cerr << "shipit version: warning: " << warning << "\n";
  return derived.version;
}

std::string field_of(const Version& version, const std::string& name) {
  std::vector<std::string> known;
  for (const VersionField& field : fields(version)) {
    if (field.name == name) return to_text(field);
    known.push_back(field.name);
  }
  const std::optional<std::string> meant = nearest(name, known);
  throw Error("a version has no field " + quote(name) +
                  (meant ? ", did you mean " + quote(*meant) + "?" : ""),
              Blame::usage)
      .help("there are " + join(known, ", "));
}

// GitHub Actions reads the outputs of a step from the file that this variable names.
void append_github_output(const Version& version) {
  const char* const path = std::getenv("GITHUB_OUTPUT");
  if (path == nullptr || *path == '\0')
    throw Error("--github-output needs the variable GITHUB_OUTPUT, which is not set")
        .help("GitHub Actions sets it in each step; elsewhere use --json or --field");
  std::ofstream file(path, std::ios::app | std::ios::binary);
  file << github_output(fields(version));
  if (!file.flush())
    throw Error("cannot append to " + quote(path) + ", which GITHUB_OUTPUT names")
        .help("let GITHUB_OUTPUT name a file that you may write");
}

void print_version(const VersionOptions& options) {
  if (options.json && !options.field.empty())
    throw Error("--json and --field exclude each other", Blame::usage).help("leave one out");
  const Version version = asked_version(options);
  // Before anything is done: a field that is not there.
  const std::string text = options.json            ? to_text(to_json(version))
                           : options.field.empty() ? semver(version) + "\n"
                                                   : field_of(version, options.field) + "\n";
  if (options.github) append_github_output(version);
  std::cout << text;
  const bool for_people = !options.json && options.field.empty() && isatty(STDOUT_FILENO) == 1;
  if (options.explain || for_people) std::cout << "  " << summary(version) << "\n";
}

VersionNumber number_of(const std::string& text) {
  if (const std::optional<Version> version = parse_version(text)) return shown_number(*version);
  throw Error(quote(text) + " is not a version", Blame::usage)
      .help("write it as Semantic Versioning does: 1.2.3 or 1.2.3-rc.1");
}

struct Comparison {
  std::string left;
  std::string right;
};

Action compare_verb(Options& options) {
  const auto given = std::make_shared<Comparison>();
  options.required("a", given->left, "a version, as Semantic Versioning writes it");
  options.required("b", given->right, "another");
  return [given] {
    std::cout << std::clamp(compare(number_of(given->left), number_of(given->right)), -1, 1)
              << "\n";
  };
}

}  // namespace

Action version_verb(Options& options) {
  const auto given = std::make_shared<VersionOptions>();
  options.word("source", given->source, "the project's top folder (default: this one)");
  options.text("--tag-prefix", given->tag_prefix, "what stands before the number in tags");
  options.optional("--scheme", given->scheme, "of commits past a tag: POST (default), NEXT or TAG");
  options.optional("--build-dir", given->build,
                   "ask as the project in this build folder does: its prefix, scheme, paths …");
  options.flag("--json", given->json, "every rendering and part, as JSON");
  options.optional("--field", given->field, "one member of that JSON, as plain text");
  options.flag("--explain", given->explain,
               "say on a second line what it was made of; so on a terminal");
  options.flag("--github-output", given->github,
               "append every field to the file that GITHUB_OUTPUT names");
  options.verb({.name = "compare",
                .summary = "print -1, 0 or 1: the first version is before, as, or after the second",
                .declare = compare_verb});
  return [given] { print_version(*given); };
}

}  // namespace shipit
