// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <version/derive.hpp>
#include <version/fields.hpp>

namespace shipit {
namespace {

struct VersionOptions {
  std::string source = ".";
  std::string tag_prefix;
  bool json = false;
};

void print_version(const VersionOptions& options) {
  const Version version = derive_version(
      {.source = std::filesystem::absolute(options.source), .tag_prefix = options.tag_prefix});
  std::cout << (options.json ? to_text(to_json(version)) : semver(version) + "\n");
}

}  // namespace

Action version_verb(Options& options) {
  const auto given = std::make_shared<VersionOptions>();
  options.word("source", given->source, "the project's top folder (default: this one)");
  options.optional("--tag-prefix", given->tag_prefix, "what stands before the number in tags");
  options.flag("--json", given->json, "every rendering and part, as JSON");
  return [given] { print_version(*given); };
}

}  // namespace shipit
