// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/glob.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <bundle/relocatable.hpp>
#include <charconv>
#include <cli/package_relocatable.hpp>
#include <iostream>

namespace shipit {
namespace {

// By a file's digest in hexadecimal. A file that names nothing has an empty list.
using Known = std::map<std::string, std::vector<NamedPath>, std::less<>>;

Surroundings surroundings_of(const PackagePlan& plan) {
  const bool archive = std::ranges::find(plan.formats, "TAR_ZST") != plan.formats.end();
  return {.here = {plan.source_folder.native(), plan.build_folder.native()},
          .prefixes = {"/usr", plan.install_prefix},
          .unpacked = archive ? Unpacked::anywhere : Unpacked::at_prefix};
}

Path record_of(const PackagePlan& plan) { return plan.build_folder / "shipit" / "named.index"; }

// The first line of the record, under which the rest of it is true.
std::string heading(const Surroundings& surroundings) {
  return "shipit named 1 " + sha256_hex(join(roots_of(surroundings), "\n"));
}

// A line is a digest, or a digest and what one path is: "<sha256> <as> <line> <path>".
Known read_known(const Path& file, const std::string& wanted) {
  Known known;
  if (!stamp_of(file)) return known;
  const std::vector<std::string> all = lines(read_file(file));
  if (all.size() < 2 || all.front() != wanted || all.back() != "end") return known;
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    const std::string_view line = all[i];
    const std::size_t space = line.find(' ');
    std::vector<NamedPath>& paths = known[std::string(line.substr(0, space))];
    if (space == std::string_view::npos) continue;
    NamedPath path;
    unsigned as = 0;
    const char* end = line.data() + line.size();
    const auto kind = std::from_chars(line.data() + space + 1, end, as);
    if (kind.ec != std::errc{} || kind.ptr == end) return {};
    const auto number = std::from_chars(kind.ptr + 1, end, path.line);
    if (number.ec != std::errc{} || number.ptr == end) return {};
    path.as = static_cast<NamedAs>(as);
    path.path.assign(number.ptr + 1, end);
    paths.push_back(std::move(path));
  }
  return known;
}

// Whether the file is one that others are names of, and has bytes.
bool is_read(const Entry& entry) {
  return entry.kind == EntryKind::file && entry.link.empty() && entry.size != 0;
}

NamedPaths find_named(const StagedTree& tree, const Surroundings& surroundings,
                      const Known& known) {
  NamedPaths named;
  std::vector<std::pair<const Entry*, std::vector<NamedPath>*>> unknown;
  for (const Entry& entry : tree.entries()) {
    if (!is_read(entry)) continue;
    std::vector<NamedPath>& paths = named[entry.path];
    const auto found =
        entry.facts->sha256.empty() ? known.end() : known.find(to_hex(entry.facts->sha256));
    if (found != known.end())
      paths = found->second;
    else
      unknown.emplace_back(&entry, &paths);
  }
  const std::vector<std::string> roots = roots_of(surroundings);
  for_each_index(unknown.size(), [&](std::size_t i) {
    *unknown[i].second = named_paths(*unknown[i].first, roots);
  });
  return named;
}

bool is_allowed(const PackagePlan& plan, const std::string& path) {
  return std::ranges::any_of(plan.relocatable_allow,
                             [&](const std::string& glob) { return fits(path, glob); });
}

void warn_of_idle_globs(const PackagePlan& plan, const NamedPaths& named) {
  for (const std::string& glob : plan.relocatable_allow)
    if (std::ranges::none_of(named, [&](const auto& one) { return fits(one.first, glob); }))
      std::cerr << "shipit package: warning: RELOCATABLE_ALLOW " << quote(glob)
                << " fits no file of the package\n";
}

[[noreturn]] void fail(const std::vector<std::string>& complaints, const std::string& path) {
  constexpr std::size_t most = 10;
  Error error(complaints.front());
  for (std::size_t i = 1; i < std::min(complaints.size(), most); ++i) error.note(complaints[i]);
  if (complaints.size() > most)
    error.note("and " + std::to_string(complaints.size() - most) + " more");
  throw std::move(error).help(
      "say it relative to the file or the program; if it is right all the same, give "
      "shipit_package() RELOCATABLE_ALLOW " +
      path);
}

}  // namespace

NamedPaths check_relocatable(const PackagePlan& plan, const StagedTree& tree) {
  const Surroundings surroundings = surroundings_of(plan);
  NamedPaths named =
      find_named(tree, surroundings, read_known(record_of(plan), heading(surroundings)));
  warn_of_idle_globs(plan, named);
  std::vector<std::string> complaints;
  std::string first;
  for (const auto& [path, paths] : named) {
    if (paths.empty() || is_allowed(plan, path)) continue;
    for (const NamedPath& one : paths) {
      std::optional<std::string> wrong = misplaced(one, *tree.find(path), tree, surroundings);
      if (!wrong) continue;
      if (complaints.empty()) first = path;
      complaints.push_back(std::move(*wrong));
    }
  }
  if (!complaints.empty()) fail(complaints, first);
  return named;
}

void remember_named_paths(const PackagePlan& plan, const StagedTree& tree,
                          const NamedPaths& named) {
  Known known;
  for (const auto& [path, paths] : named) known.emplace(sha256_of(*tree.find(path)), paths);
  std::string text = heading(surroundings_of(plan)) + "\n";
  for (const auto& [digest, paths] : known) {
    const bool several_lines = std::ranges::any_of(
        paths, [](const NamedPath& one) { return one.path.find('\n') != std::string::npos; });
    if (several_lines) continue;
    if (paths.empty()) text += digest + "\n";
    for (const NamedPath& one : paths)
      text += digest + " " + std::to_string(static_cast<unsigned>(one.as)) + " " +
              std::to_string(one.line) + " " + one.path + "\n";
  }
  write_file(record_of(plan), text + "end\n");
}

}  // namespace shipit
