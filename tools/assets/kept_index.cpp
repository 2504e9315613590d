// SPDX-License-Identifier: Apache-2.0
#include <assets/kept_index.hpp>
#include <assets/small_file.hpp>
#include <base/error.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

// Which ShipIt this is: another may find other references.
std::string this_tool() {
  std::error_code none;
  const Path program = std::filesystem::read_symlink("/proc/self/exe", none);
  const Stamp stamp = look_at(program).stamp;
  return std::to_string(stamp.size) + " " + std::to_string(stamp.mtime) + " " +
         std::to_string(stamp.ctime) + " " + std::to_string(stamp.inode);
}

// One file may be published by two names, and be read in another language by each.
std::string source_key(const Path& file, Language language) {
  return std::to_string(static_cast<int>(language)) + file.native();
}

bool is_enough(const SourceFacts& facts, Ask ask) {
  return ask == Ask::nothing || facts.plainness != Plainness::unknown;
}

SourceFacts facts_of(std::string_view bytes, Language language, Ask ask) {
  if (language == Language::none) return {.print = fingerprint_of(bytes), .page = {}};
  SourceFacts facts = facts_of(bytes, language);
  if (ask == Ask::plainness) facts.plainness = plainness_of(bytes);
  return facts;
}

Index read_index(const Path& file, std::string_view tool) {
  try {
    if (stamp_of(file)) return unpacked(read_file(file), tool);
  } catch (const Error&) {
    // Whatever it is that can't be read: the build goes as if there were none.
  }
  return {};
}

}  // namespace

KeptIndex::KeptIndex(const Path& output)
    : file_(output.native() + ".index"),
      mark_(output.native() + ".lock"),
      lock_(mark_),
      tool_(this_tool()),
      before_(read_index(file_, tool_)),
      begun_(moment(mark_)) {}

const SourceFacts& KeptIndex::facts(const Path& file, Language language, Ask ask) {
  std::string key = source_key(file, language);
  const auto answer = [&]() -> const SourceFacts* {
    const auto found = after_.sources.find(key);
    const bool is_there = found != after_.sources.end() && is_enough(found->second.facts, ask);
    return is_there ? &found->second.facts : nullptr;
  };
  {
    const std::scoped_lock lock(guard_);
    if (const SourceFacts* facts = answer()) return *facts;
  }
  // One that is not known is read; its stamp comes with that, unless it is big.
  std::optional<SmallFile> read;
  if (!is_known(key)) read = read_small_file(file.native(), HeldBytes::most_of_one);
  const Sight sight = read ? Sight{Sight::Kind::file, read->stamp} : look_at(file);
  {
    const std::scoped_lock lock(guard_);
    if (!is_settled(sight)) ++unsettled_;
    const auto known = before_.sources.find(key);
    if (known != before_.sources.end() && sight.kind == Sight::Kind::file &&
        known->second.stamp == sight.stamp && is_enough(known->second.facts, ask))
      after_.sources.insert(before_.sources.extract(known));
    if (const SourceFacts* facts = answer()) return *facts;
  }
  KnownSource source{sight.stamp, {}};
  if (read)
    source.facts = hold_facts(file, std::move(read->bytes), {language, ask});
  else if (language == Language::none)
    source.facts.print = fingerprint_of_file(file);
  else
    source.facts = hold_facts(file, read_file(file), {language, ask});
  const std::scoped_lock lock(guard_);
  if (const SourceFacts* facts = answer()) return *facts;
  return after_.sources.insert_or_assign(std::move(key), std::move(source)).first->second.facts;
}

bool KeptIndex::is_known(const std::string& key) {
  const std::scoped_lock lock(guard_);
  return before_.sources.contains(key);
}

SourceFacts KeptIndex::hold_facts(const Path& file, std::string bytes, const Question& question) {
  SourceFacts facts = facts_of(bytes, question.language, question.ask);
  held_.hold(file, facts.print.sha256, std::move(bytes));
  return facts;
}

bool KeptIndex::holds(const std::string& output, std::string_view identity) {
  std::unique_lock lock(guard_);
  if (const auto found = after_.outputs.find(output); found != after_.outputs.end())
    return found->second.identity == identity;
  const auto known = before_.outputs.find(output);
  if (known == before_.outputs.end() || known->second.identity != identity) return false;
  const Stamp stamp = known->second.stamp;
  lock.unlock();
  if (look_at(output) != Sight{Sight::Kind::file, stamp}) return false;
  lock.lock();
  after_.outputs.insert(before_.outputs.extract(output));
  return true;
}

void KeptIndex::note(const std::string& output, std::string_view identity) {
  note(output, look_at(output).stamp, identity);
}

void KeptIndex::note(std::string output, const Stamp& stamp, std::string_view identity) {
  const std::scoped_lock lock(guard_);
  after_.outputs.insert_or_assign(std::move(output), KnownOutput{stamp, std::string(identity)});
}

bool KeptIndex::have_one_time(const std::string& one, const std::string& other) {
  const std::scoped_lock lock(guard_);
  const auto a = after_.outputs.find(one), b = after_.outputs.find(other);
  return a != after_.outputs.end() && b != after_.outputs.end() &&
         a->second.stamp.mtime == b->second.stamp.mtime;
}

Sights KeptIndex::sources() const {
  Sights sights;
  for (const auto& [key, source] : after_.sources)
    sights.emplace_back(key.substr(1), Sight{Sight::Kind::file, source.stamp});
  return sights;
}

Sights KeptIndex::outputs() const {
  Sights sights;
  for (const auto& [path, output] : after_.outputs)
    sights.emplace_back(path, Sight{Sight::Kind::file, output.stamp});
  return sights;
}

void KeptIndex::keep(std::optional<KeptBuild> last_build) {
  std::erase_if(after_.sources, [&](const auto& one) {
    return !is_settled({Sight::Kind::file, one.second.stamp});
  });
  after_.last_build = std::move(last_build);
  AtomicFile file(file_);
  file.write(packed(after_, tool_));
  file.commit();
  let_tick_pass(mark_);
}

}  // namespace shipit
