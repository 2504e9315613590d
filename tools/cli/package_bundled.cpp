// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <bundle/elf.hpp>
#include <bundle/install_rules.hpp>
#include <bundle/needs.hpp>
#include <cli/package_bundled.hpp>

namespace shipit {

void check_bundled(const PackagePlan& plan, const StagedTree& tree) {
  if (plan.bundled_folder.empty()) return;
  const bool archive = makes(plan, "TAR_ZST");
  const std::vector<std::string> unmet =
      unmet_needs(tree, read_dependency_rules(install_scripts(plan.build_folder)),
                  archive ? Unpacked::anywhere : Unpacked::at_prefix);
  if (unmet.empty()) return;
  Error error(unmet.front());
  for (std::size_t i = 1; i < unmet.size(); ++i) error.note(unmet[i]);
  throw std::move(error).help(
      "what the build makes itself wants an install() rule, and an INSTALL_RPATH of $ORIGIN/… in "
      "what needs it; RUNTIME_DEPENDENCIES brings the rest, and is found from bin and lib");
}

std::vector<BundledLibrary> bundled_libraries(const PackagePlan& plan, const StagedTree& tree) {
  std::vector<BundledLibrary> libraries;
  if (plan.bundled_folder.empty()) return libraries;
  for (const Entry& entry : tree.entries())
    if (entry.kind == EntryKind::file && parent_of(entry.path) == plan.bundled_folder &&
        name_of(entry.path).find(".so") != std::string_view::npos)
      libraries.push_back({.file = {.path = entry.path, .size = entry.size, .sha256 = {}},
                           .soname = elf_paths(entry.source).value_or(ElfPaths{}).soname});
  return libraries;
}

}  // namespace shipit
