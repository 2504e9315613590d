// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <version/summary.hpp>

namespace shipit {
namespace {

std::string origin(VersionSource source) {
  switch (source) {
    case VersionSource::override_:
      return "SHIPIT_VERSION_OVERRIDE";
    case VersionSource::git:
      return "git";
    case VersionSource::archive:
      return ".git_archival.txt";
    case VersionSource::file:
      return "the file VERSION";
    case VersionSource::fallback:
      return "FALLBACK";
  }
  return "";
}

}  // namespace

std::string summary(const Version& version) {
  std::vector<std::string> pieces;
  if (!version.tag.empty()) {
    std::string place = "tag " + quote(version.tag);
    if (version.distance > 0)
      place = std::to_string(version.distance) +
              (version.distance == 1 ? " commit after " : " commits after ") + place;
    pieces.push_back(std::move(place));
  }
  if (const std::string commit = short_commit(version); !commit.empty())
    pieces.push_back("commit " + commit);
  if (version.dirty) pieces.emplace_back("with edited files");
  return join(pieces, ", ") + (pieces.empty() ? "(from " : " (from ") + origin(version.source) +
         ")";
}

std::string github_output(const std::vector<VersionField>& fields) {
  std::string text;
  for (const VersionField& field : fields) {
    const std::string value = to_text(field);
    if (value.find_first_of("\r\n") == std::string::npos) {
      text += field.name + "=" + value + "\n";
      continue;
    }
    std::string end = "END";
    while (value.find(end) != std::string::npos) end += "_";
    text += field.name + "<<" + end + "\n" + value + "\n" + end + "\n";
  }
  return text;
}

}  // namespace shipit
