// SPDX-License-Identifier: Apache-2.0
// Whatever a journal or a manifest says: it is refused, or names nothing outside of its folder, and
// is written and read as the same again.
#include <assets/retained.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <cstdint>

#include "require.hpp"

using namespace shipit;

namespace {

void check(const RetainedFiles& files) {
  for (const auto& [name, file] : files) {
    require(!name.starts_with('/'), "paths are relative");
    for (const std::string& piece : split(name, '/'))
      require(!piece.empty() && piece != "." && piece != "..", "paths stay inside");
    require(has_digested_name(name), "what goes one day has a digest");
    require(file.sha256.size() == 64, "a digest is one");
  }
}

void check_journal(const Json& json) {
  const std::vector<RetainedRelease> kept = read_journal(json, "journal");
  for (const RetainedRelease& release : kept) check(release.files);
  const Json again = journal_of(kept);
  require(journal_of(read_journal(again, "journal")) == again, "it is read as it was written");
  check(united(kept));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    check_journal(parse_json(text, "journal"));
  } catch (const Error&) {
  }
  try {
    check(retained_files(parse_json(text, "manifest"), "manifest"));
  } catch (const Error&) {
  }
  return 0;
}
