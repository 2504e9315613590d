// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bundle/elf.hpp>
#include <bundle/needs.hpp>
#include <regex>
#include <set>

namespace shipit {
namespace {

// A file to look at, and the folders that those who load it share with it.
struct Visit {
  const Entry* file;
  std::vector<std::string> inherited;  // paths in the tree
};

class Needs {
 public:
  Needs(const StagedTree& tree, const DependencyRules& rules, Unpacked unpacked)
      : tree_(tree), unpacked_(unpacked) {
    for (const std::string& regex : rules.promised) promised_.emplace_back(regex);
    std::set<std::string> names;
    for (const Path& file : rules.files) names.insert(file.filename().native());
    for (const Entry& entry : tree.entries())
      if (entry.kind == EntryKind::file && names.contains(std::string(name_of(entry.path))))
        open_.push_back({&entry, {}});
  }

  std::vector<std::string> unmet() {
    for (std::size_t i = 0; i < open_.size(); ++i) look_at(Visit(open_[i]));
    return std::move(unmet_);
  }

 private:
  bool is_promised(const std::string& library) const {
    return std::ranges::any_of(
        promised_, [&](const std::regex& regex) { return std::regex_search(library, regex); });
  }

  // The file in `folder` by that name, through symlinks.
  const Entry* found_in(const std::string& folder, const std::string& name) const {
    constexpr int most_links = 40;
    Path path = Path(folder) / name;
    for (int i = 0; i < most_links; ++i) {
      const Entry* entry = tree_.find(path.lexically_normal().native());
      if (entry == nullptr || entry->kind == EntryKind::file) return entry;
      path = path.parent_path() / entry->target;
    }
    return nullptr;
  }

  const Entry* found(const std::string& name, const std::vector<std::string>& folders) const {
    for (const std::string& folder : folders)
      if (const Entry* entry = found_in(folder, name)) return entry;
    return unpacked_ == Unpacked::at_prefix ? found_in("lib", name) : nullptr;
  }

  void look_at(const Visit& visit) {
    if (visit.file->source.empty() || !seen_.insert(visit.file).second) return;
    const std::optional<ElfPaths> paths = elf_paths(visit.file->source);
    if (!paths) return;
    const std::string here(parent_of(visit.file->path));
    std::vector<std::string> own;
    for (const std::string& folder : paths->runpath)
      for (const std::string_view origin : {"$ORIGIN", "${ORIGIN}"})
        if (folder.starts_with(origin)) own.push_back(here + folder.substr(origin.size()));
    std::vector<std::string> shared = visit.inherited;
    if (paths->inherited || own.empty()) shared.insert(shared.begin(), own.begin(), own.end());
    // An RPATH is one of many; a RUNPATH stands alone.
    const std::vector<std::string>& folders = paths->inherited || own.empty() ? shared : own;
    for (const std::string& library : paths->needed) {
      if (const Entry* entry = found(library, folders))
        open_.push_back({entry, shared});
      else if (!is_promised(library))
        unmet_.push_back(complaint(*visit.file, library));
    }
  }

  std::string complaint(const Entry& file, const std::string& library) const {
    const std::string who = quote(file.path) + " needs " + quote(library);
    for (const Entry& entry : tree_.entries())
      if (entry.kind != EntryKind::folder && name_of(entry.path) == library)
        return who + ", and does not look where it is, in " +
               quote(std::string(parent_of(entry.path)));
    return who + ", which is not in the package";
  }

  const StagedTree& tree_;
  Unpacked unpacked_;
  std::vector<std::regex> promised_;
  std::vector<Visit> open_;
  std::set<const Entry*> seen_;
  std::vector<std::string> unmet_;
};

}  // namespace

std::vector<std::string> unmet_needs(const StagedTree& tree, const DependencyRules& rules,
                                     Unpacked unpacked) {
  return Needs(tree, rules, unpacked).unmet();
}

}  // namespace shipit
