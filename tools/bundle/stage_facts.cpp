// SPDX-License-Identifier: Apache-2.0
#include <base/sealed.hpp>
#include <bundle/stage.hpp>
#include <bundle/stage_facts.hpp>

namespace shipit {
namespace {

// What the record says of an entry; nullptr when nothing.
StagedFile* file_of(const StagePlaces& places, const Entry& entry, StageRecord& record) {
  if (entry.kind != EntryKind::file) return nullptr;
  const std::string& source = entry.source;
  for (const std::string& root : {places.stripped().native() + "/", places.stage.native() + "/"}) {
    if (!source.starts_with(root)) continue;
    const auto found = record.files.find(source.substr(root.size()));
    return found == record.files.end() ? nullptr : &found->second;
  }
  return nullptr;
}

}  // namespace

void recall_facts(const StagePlaces& places, StageRecord& record, const StagedTree& tree) {
  for (const Entry& entry : tree.entries()) {
    const StagedFile* file = file_of(places, entry, record);
    if (file == nullptr || !entry.link.empty()) continue;
    *entry.facts = file->facts;
    if (file->debug && entry.debug) *entry.debug->facts = file->debug->facts;
  }
}

std::size_t known_facts(const StagedTree& tree) {
  std::size_t known = 0;
  const auto count = [&](const Facts& facts) {
    known += facts.sha256.size() + facts.sum.size() + facts.md5.size() + facts.pieces.size();
  };
  for (const Entry& entry : tree.entries()) {
    if (entry.facts) count(*entry.facts);
    if (entry.debug && entry.debug->facts) count(*entry.debug->facts);
  }
  return known;
}

void remember_facts(const Path& stage, const StagedTree& tree) {
  const StagePlaces places{stage};
  const std::optional<std::string> text = read_sealed(places.record());
  std::optional<StageRecord> record = text ? parse_stage_record(*text) : std::nullopt;
  if (!record) return;
  for (const Entry& entry : tree.entries())
    if (StagedFile* file = file_of(places, entry, *record)) {
      file->facts = *entry.facts;
      if (file->debug && entry.debug) file->debug->facts = *entry.debug->facts;
    }
  write_sealed(places.record(), render_stage_record(*record));
}

}  // namespace shipit
