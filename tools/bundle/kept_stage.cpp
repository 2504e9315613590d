// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/sealed.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <bundle/debug_file.hpp>
#include <bundle/elf.hpp>
#include <bundle/kept_stage.hpp>

namespace shipit {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t second = 1'000'000'000;

// CMake before 3.27 or so copies a file's time in whole seconds.
bool is_copy(const Stamp& from, const Stamp& copy) {
  return from.size == copy.size &&
         (copy.mtime == from.mtime || copy.mtime == from.mtime / second * second);
}

bool same_but_ctime(const Stamp& a, const Stamp& b) {
  return a.size == b.size && a.mtime == b.mtime && a.inode == b.inode;
}

bool bears_out(const StagePlaces& places, const std::string& path, const StagedFile& file) {
  const std::optional<Stamp> staged = stamp_of(places.stage / path);
  return staged && same_but_ctime(*staged, file.staged) && stamp_of(file.source) == file.from;
}

bool is_stripped_still(const StagePlaces& places, const std::string& path, const StagedFile& file) {
  return file.stripped == stamp_of(places.stripped() / path) &&
         (!file.debug ||
          file.debug->stamp == stamp_of(places.debug() / debug_path(file.debug->build_id)));
}

void remove_one(const Path& path) {
  std::error_code code;
  fs::remove(path, code);
  if (code) throw Error("cannot remove " + quote(path.native()) + ": " + code.message());
}

// A rule may give folders a mode under which nothing in them can be removed.
void make_writable(const Path& folder) {
  std::error_code none;
  if ((fs::status(folder, none).permissions() & fs::perms::owner_write) == fs::perms::none)
    fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add, none);
}

// By build id. Two files of one build id are one program under two names.
std::map<std::string, DebugRecord> split_already(const StageRecord& record) {
  std::map<std::string, DebugRecord> split;
  for (const auto& [path, file] : record.files)
    if (file.debug) split.emplace(file.debug->build_id, *file.debug);
  return split;
}

}  // namespace

StageRecord written_record(const StagePlaces& places, const std::string& rules) {
  StageRecord none{.rules = rules, .files = {}};
  const std::optional<std::string> text = read_sealed(places.record());
  std::optional<StageRecord> record = text ? parse_stage_record(*text) : std::nullopt;
  return record && record->rules == rules ? *std::move(record) : std::move(none);
}

void believe_disk(const StagePlaces& places, StageRecord& record) {
  std::erase_if(record.files,
                [&](const auto& one) { return !bears_out(places, one.first, one.second); });
  for (auto& [path, file] : record.files) {
    if (!file.stripped || is_stripped_still(places, path, file)) continue;
    file.stripped.reset();
    file.debug.reset();
    file.facts = {};
  }
}

void clear_but(const Path& folder, const std::set<std::string>& kept) {
  if (!fs::is_directory(fs::symlink_status(folder))) {
    remove_tree(folder);
    make_folders(folder);
  }
  const std::vector<Found> all = walk(folder);
  for (const Found& found : all)
    if (found.kind == FileKind::folder) make_writable(folder / found.path);
  // Backwards: what is in a folder comes before the folder.
  for (auto at = all.rbegin(); at != all.rend(); ++at) {
    const Found& found = *at;
    if (found.kind == FileKind::regular && kept.contains(found.path)) continue;
    if (found.kind == FileKind::folder && !fs::is_empty(folder / found.path)) continue;
    remove_one(folder / found.path);
  }
}

void clear_but(const StagePlaces& places, const StageRecord& record) {
  std::set<std::string> kept;
  std::set<std::string> stripped;
  std::set<std::string> debug;
  for (const auto& [path, file] : record.files) {
    kept.insert(path);
    if (file.stripped) stripped.insert(path);
    if (file.debug) debug.insert(debug_path(file.debug->build_id));
  }
  clear_but(places.stage, kept);
  clear_but(places.stripped(), stripped);
  clear_but(places.debug(), debug);
}

std::int64_t moment(const StagePlaces& places) {
  write_file(places.mark(), "");
  touch(places.mark());
  const std::optional<Stamp> stamp = stamp_of(places.mark());
  return stamp ? stamp->ctime : 0;
}

StageRecord taken_down(const StagePlaces& places, const StageRun& run) {
  StageRecord record{.rules = run.before.rules, .files = {}};
  for (const std::string& host_path : run.installed) {
    const std::string path = host_path.substr(1);
    const std::optional<Stamp> staged = stamp_of(places.stage / path);
    if (!staged) continue;
    const auto before = run.before.files.find(path);
    if (before != run.before.files.end() && same_but_ctime(*staged, before->second.staged)) {
      record.files.insert(*before);
      continue;
    }
    const std::optional<Path> source = run.origins.source_of(host_path);
    if (!source || (source->native() + path).find('\n') != std::string::npos) continue;
    const std::optional<Stamp> from = stamp_of(*source);
    // Changed after the rules began: it may have been copied before that, with the same times.
    if (!from || from->ctime >= run.begun || !is_copy(*from, *staged)) continue;
    record.files[path] = {.source = *source, .from = *from, .staged = *staged};
  }
  return record;
}

std::map<std::string, std::string> strip_stage(const StripRequest& request, StageRecord& record) {
  const StagePlaces& places = request.places;
  std::map<std::string, DebugRecord> split = split_already(record);
  std::map<std::string, std::string> stripped;
  for (const StripRule& rule : request.rules) {
    const std::string path = rule.path.substr(1);
    const Path from = places.stage / path;
    if (!stamp_of(from) || stripped.contains(path)) continue;
    const auto file = record.files.find(path);
    if (file != record.files.end() && file->second.stripped) {
      stripped[path] = file->second.debug ? file->second.debug->build_id : "";
      continue;
    }
    const std::string build_id = request.objcopy.empty() ? "" : debuggable_build_id(from);
    const Path debug = build_id.empty() ? Path() : places.debug() / debug_path(build_id);
    if (!build_id.empty() && !split.contains(build_id)) {
      split_debug({request.objcopy, rule.path}, from, debug);
      split[build_id] = {.build_id = build_id, .stamp = *stamp_of(debug)};
    }
    const Path to = places.stripped() / path;
    strip_file({.rule = rule, .from = from, .to = to, .debug = debug, .objcopy = request.objcopy});
    stripped[path] = build_id;
    if (file == record.files.end()) continue;
    file->second.stripped = stamp_of(to);
    file->second.facts = {};
    if (!build_id.empty()) file->second.debug = split[build_id];
  }
  return stripped;
}

}  // namespace shipit
