// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <bundle/debug_file.hpp>
#include <optional>
#include <vector>

namespace shipit {
namespace {

void run_objcopy(const DebugSplitter& splitter, std::vector<std::string> words) {
  words.insert(words.begin(), splitter.objcopy);
  const std::optional<Outcome> outcome =
      try_run({.words = std::move(words), .extra = {{"LC_ALL", "C"}}});
  if (outcome && outcome->status == 0) return;
  Error error("cannot keep the debug information of " + quote(splitter.path));
  error.note(outcome ? splitter.objcopy + " said:\n" + std::string(trim(outcome->err))
                     : "there is no " + splitter.objcopy + " here");
  throw std::move(error).help(
      "set CMAKE_OBJCOPY to the toolchain's own, or give shipit_package() DBGSYM OFF");
}

}  // namespace

std::string debug_path(const std::string& build_id) {
  return ".build-id/" + build_id.substr(0, 2) + "/" + build_id.substr(2) + ".debug";
}

void split_debug(const DebugSplitter& splitter, const Path& from, const Path& to) {
  AtomicFile file(to);
  run_objcopy(splitter, {"--only-keep-debug", "--compress-debug-sections", from.native(),
                         file.temporary().native()});
  file.commit();
}

void name_debug(const DebugSplitter& splitter, const Path& stripped, const Path& debug) {
  run_objcopy(splitter, {"--add-gnu-debuglink=" + debug.native(), stripped.native()});
}

}  // namespace shipit
