// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/glob.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/sealed.hpp>
#include <base/text.hpp>
#include <charconv>
#include <cli/package_relocatable.hpp>
#include <iostream>
#include <iterator>
#include <memory>
#include <unordered_map>

namespace shipit {
namespace {

// By a file's digest in hexadecimal. A file that names nothing has an empty list.
using Known = std::unordered_map<std::string, std::vector<NamedPath>>;

Surroundings surroundings_of(const PackagePlan& plan) {
  const bool archive = makes(plan, "TAR_ZST");
  return {.here = {plan.source_folder.native(), plan.build_folder.native()},
          .prefixes = {"/usr", plan.install_prefix},
          .unpacked = archive ? Unpacked::anywhere : Unpacked::at_prefix};
}

Path record_of(const PackagePlan& plan) { return plan.build_folder / "shipit" / "named.index"; }

// The first line of the record, under which the rest of it is true.
std::string record_heading(const Surroundings& surroundings) {
  return "shipit named 1 " + sha256_hex(join(roots_of(surroundings), "\n"));
}

// A line is a digest, or a digest and what one path is: "<sha256> <as> <line> <path>".
Known read_known(const Path& file, const std::string& wanted) {
  Known known;
  const std::string all = read_sealed(file).value_or("");
  std::string_view rest = all;
  if (cut_off(rest, '\n') != wanted) return known;
  while (!rest.empty()) {
    const std::string_view line = cut_off(rest, '\n');
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

bool is_allowed(const PackagePlan& plan, const std::string& path) {
  return std::ranges::any_of(plan.relocatable_allow,
                             [&](const std::string& glob) { return fits(path, glob); });
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

RelocatableCheck::RelocatableCheck(const PackagePlan& plan, const StagedTree& tree)
    : plan_(plan),
      tree_(tree),
      surroundings_(surroundings_of(plan)),
      roots_(roots_of(surroundings_)) {
  const Known known = read_known(record_of(plan), record_heading(surroundings_));
  for (const Entry& entry : tree.entries()) {
    if (!is_read(entry)) continue;
    Named& named = named_.try_emplace(named_.end(), entry.path)->second;
    if (entry.facts->sha256.empty()) continue;  // packing reads it
    if (const auto found = known.find(to_hex(entry.facts->sha256)); found != known.end())
      note(entry.path, named, found->second);
  }
  look_at([](const Entry& entry) { return !entry.facts->sha256.empty(); });
  for (const std::string& glob : plan.relocatable_allow)
    if (std::ranges::none_of(named_, [&](const auto& one) { return fits(one.first, glob); })) {
      std::cerr << "shipit package: warning: RELOCATABLE_ALLOW " << quote(glob)
                << " fits no file of the package\n";
      warned_ = true;
    }
  if (failed_) finish();
}

FileReader RelocatableCheck::reader(const Entry& file) {
  const auto found = named_.find(file.path);
  if (found == named_.end() || found->second) return {};
  const auto scan = std::make_shared<NamedPathsReader>(file, roots_);
  return [this, scan, found](std::string_view bytes, bool last) {
    if (!bytes.empty()) scan->take(bytes);
    if (!last) return;
    learnt_ = true;
    note(found->first, found->second, scan->finish());
  };
}

void RelocatableCheck::note(const std::string& path, Named& named, std::vector<NamedPath> paths) {
  named = std::move(paths);
  if (!complaints(path).empty()) failed_ = true;
}

std::vector<std::string> RelocatableCheck::complaints(const std::string& path) const {
  std::vector<std::string> wrong;
  const Named& named = named_.at(path);
  if (!named || named->empty() || is_allowed(plan_, path)) return wrong;
  for (const NamedPath& one : *named)
    if (auto why = misplaced(one, *tree_.find(path), tree_, surroundings_))
      wrong.push_back(*std::move(why));
  return wrong;
}

void RelocatableCheck::finish() {
  look_at([](const Entry&) { return true; });
  if (failed_) refuse();
}

void RelocatableCheck::look_at(bool (*wanted)(const Entry&)) {
  std::vector<std::pair<const Entry*, Named*>> rest;
  for (auto& [path, named] : named_)
    if (const Entry* entry = tree_.find(path); !named && wanted(*entry))
      rest.emplace_back(entry, &named);
  if (!rest.empty()) learnt_ = true;
  for_each_index(rest.size(), [&](std::size_t i) {
    const auto& [entry, named] = rest[i];
    note(entry->path, *named, named_paths(*entry, roots_));
  });
}

void RelocatableCheck::refuse() const {
  std::vector<std::string> all;
  std::string first;
  for (const auto& [path, named] : named_) {
    std::vector<std::string> wrong = complaints(path);
    if (all.empty() && !wrong.empty()) first = path;
    std::ranges::move(wrong, std::back_inserter(all));
  }
  fail(all, first);
}

void RelocatableCheck::remember() const {
  if (!learnt_) return;
  std::map<std::string, const std::vector<NamedPath>*> known;
  for (const auto& [path, named] : named_)
    if (named) known.emplace(sha256_of(*tree_.find(path)), &*named);
  std::string text = record_heading(surroundings_) + "\n";
  for (const auto& [digest, paths] : known) {
    const bool several_lines = std::ranges::any_of(
        *paths, [](const NamedPath& one) { return one.path.find('\n') != std::string::npos; });
    if (several_lines) continue;
    if (paths->empty()) text += digest + "\n";
    for (const NamedPath& one : *paths)
      text += digest + " " + std::to_string(static_cast<unsigned>(one.as)) + " " +
              std::to_string(one.line) + " " + one.path + "\n";
  }
  write_sealed(record_of(plan_), text);
}

}  // namespace shipit
