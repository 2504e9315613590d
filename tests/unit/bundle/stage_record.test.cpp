// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <bundle/stage_record.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

namespace {

StageRecord full_record() {
  const std::string sha256(32, 'a');
  const std::string sum(16, 's');
  StageRecord record{.rules = "of rules", .files = {}};
  record.files["etc/a.ini"] = {.source = "/src/a.ini",
                               .from = {.size = 1, .mtime = -2, .ctime = 3, .inode = 4},
                               .staged = {.size = 1, .mtime = -2, .ctime = 5, .inode = 6}};
  StagedFile& program = record.files["usr/bin/b c"];
  program.source = "/build/b c";
  program.stripped = Stamp{.size = 7, .mtime = 8, .ctime = 9, .inode = 10};
  program.facts = {.sha256 = sha256, .sum = sum, .md5 = std::string(16, 'm')};
  program.facts.pieces = {{.end = 5, .sha256 = sha256, .sum = sum},
                          {.end = 7, .sha256 = sha256, .sum = sum}};
  program.debug = {.build_id = "c0ffee", .stamp = {.size = 11}, .facts = {.sha256 = sha256}};
  return record;
}

}  // namespace

TEST_CASE("stage_record: what was written is read again") {
  const std::string text = render_stage_record(full_record());
  const std::optional<StageRecord> record = parse_stage_record(text);
  REQUIRE(record);
  CHECK(render_stage_record(*record) == text);
  CHECK(record->rules == "of rules");
  const StagedFile& program = record->files.at("usr/bin/b c");
  CHECK(program.source == "/build/b c");
  CHECK(program.stripped->inode == 10);
  CHECK(program.facts.pieces.at(1).end == 7);
  CHECK(program.debug->build_id == "c0ffee");
  CHECK(record->files.at("etc/a.ini").from.mtime == -2);
  CHECK_FALSE(record->files.at("etc/a.ini").stripped);
}

TEST_CASE("stage_record: what is cut off is no record") {
  const std::string text = render_stage_record(full_record());
  for (std::size_t size = 0; size + 1 < text.size(); ++size)
    CHECK_FALSE(parse_stage_record(text.substr(0, size)));
  CHECK_FALSE(parse_stage_record(text + "more\n"));
}

TEST_CASE("stage_record: numbers and digests are read with care") {
  const std::string text = render_stage_record(full_record());
  const auto broken = [&](const std::string& from, const std::string& to) {
    std::string other = text;
    other.replace(other.find(from), from.size(), to);
    return !parse_stage_record(other);
  };
  CHECK(broken("shipit stage 4", "shipit stage 3"));
  CHECK(broken("1 -2 3 4", "1 x 3 4"));
  CHECK(broken("7 8 9 10", "7 8 9"));
  CHECK(broken(to_hex(std::string(32, 'a')), "6161"));
  CHECK(broken(" 5 6161", " 5x 6161"));
  CHECK(broken("c0ffee", "coffee"));
}
