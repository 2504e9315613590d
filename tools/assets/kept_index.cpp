// SPDX-License-Identifier: Apache-2.0
#include <assets/kept_index.hpp>
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

SourceFacts read_facts(const Path& file, Language language, Ask ask) {
  if (language == Language::none) return {.print = fingerprint_of_file(file), .page = {}};
  const std::string bytes = read_file(file);
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

Path index_of(const Path& output) { return output.native() + ".index"; }

Index index_beside(const Path& output) { return read_index(index_of(output), this_tool()); }

KeptIndex::KeptIndex(const Path& output)
    : file_(index_of(output)),
      mark_(output.native() + ".lock"),
      lock_(mark_),
      tool_(this_tool()),
      before_(read_index(file_, tool_)),
      begun_(moment(mark_)) {}

SourceFacts KeptIndex::facts(const Path& file, Language language, Ask ask) {
  const std::string key = source_key(file, language);
  {
    const std::scoped_lock lock(guard_);
    const auto found = after_.sources.find(key);
    if (found != after_.sources.end() && is_enough(found->second.facts, ask))
      return found->second.facts;
  }
  const Sight sight = look_at(file);
  const auto known = before_.sources.find(key);
  const bool is_known = known != before_.sources.end() && sight.kind == Sight::Kind::file &&
                        known->second.stamp == sight.stamp && is_enough(known->second.facts, ask);
  KnownSource source{sight.stamp, is_known ? known->second.facts : read_facts(file, language, ask)};
  const std::scoped_lock lock(guard_);
  if (!is_settled(sight)) ++unsettled_;
  return after_.sources.insert_or_assign(key, std::move(source)).first->second.facts;
}

bool KeptIndex::holds(const Path& output, std::string_view identity) {
  const auto known = before_.outputs.find(output.native());
  if (known == before_.outputs.end() || known->second.identity != identity) return false;
  if (look_at(output) != Sight{Sight::Kind::file, known->second.stamp}) return false;
  const std::scoped_lock lock(guard_);
  after_.outputs.insert(*known);
  return true;
}

void KeptIndex::note(const Path& output, std::string_view identity) {
  const Stamp stamp = look_at(output).stamp;
  const std::scoped_lock lock(guard_);
  after_.outputs.insert_or_assign(output.native(), KnownOutput{stamp, std::string(identity)});
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
