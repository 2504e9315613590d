// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>
#include <inspect/report.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

struct InspectOptions {
  std::string file;
  std::string before;
  bool json = false;
};

template <typename Value>
void print(const Value& value, bool as_json) {
  std::cout << (as_json ? to_text(to_json(value)) : report(value));
}

void run_inspect(const InspectOptions& options) {
  const Inspected found = inspect(options.file);
  if (options.before.empty())
    print(found, options.json);
  else
    print(difference(inspect(options.before), found), options.json);
}

}  // namespace

Action inspect_verb(Options& options) {
  const auto given = std::make_shared<InspectOptions>();
  options.required("FILE", given->file,
                   "a release's folder, a deploy.json, a .cdx.json, a .deb or a .tar.zst");
  options.optional("--diff", given->before, "another of them: what has changed since");
  options.flag("--json", given->json, "for machines");
  return [given] { run_inspect(*given); };
}

}  // namespace shipit
