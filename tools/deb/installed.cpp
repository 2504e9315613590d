// SPDX-License-Identifier: Apache-2.0
#include <base/process.hpp>
#include <base/text.hpp>
#include <deb/installed.hpp>

namespace shipit {

PackageVersions installed_versions(const std::set<std::string>& names,
                                   const std::string& architecture) {
  PackageVersions found;
  if (names.empty()) return found;
  Command command{
      .words = {"dpkg-query", "--show",
                "--showformat=${db:Status-Status} ${Architecture} ${Package} ${Version}\\n", "--"}};
  command.words.insert(command.words.end(), names.begin(), names.end());
  // It fails for a name that it doesn't know, and tells of the others all the same.
  const std::optional<Outcome> outcome = try_run(command);
  if (!outcome) return found;
  for (const std::string& line : lines(outcome->out)) {
    const std::vector<std::string> words = split(line, ' ');
    if (words.size() == 4 && words[0] == "installed" &&
        (words[1] == architecture || words[1] == "all"))
      found.insert({.name = words[2], .version = words[3]});
  }
  return found;
}

}  // namespace shipit
