// SPDX-License-Identifier: Apache-2.0
#include <bundle/archive_writer.hpp>
#include <inspect/difference.hpp>
#include <inspect/report.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

Inspected of(const std::string& version, const std::vector<InspectedEntry>& entries) {
  Inspected found{.origin = "x", .kind = "archive"};
  found.version = version;
  found.knows_contents = true;
  for (const InspectedEntry& entry : entries) found.entries[entry.path] = entry;
  return found;
}

std::string tar_of(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string bytes;
  ArchiveWriter writer(ArchiveFormat::gnu_tar, [&](std::string_view piece) { bytes += piece; });
  for (const auto& [path, content] : members) {
    writer.begin({.path = path, .size = content.size()});
    writer.write(content);
    writer.end();
  }
  writer.close();
  return bytes;
}

// How many members are read of the archive, within the limits.
std::size_t count(const std::string& bytes, ArchiveLimits limits = {}) {
  bool given = false;
  ArchiveReader reader(
      [&]() -> std::string_view {
        if (std::exchange(given, true)) return {};
        return bytes;
      },
      "x.tar", limits);
  std::size_t members = 0;
  while (reader.next()) ++members;
  return members;
}

}  // namespace

TEST_CASE("difference: what is added, removed and changed") {
  Inspected before = of("1.0.0", {{.path = "a", .mode = 0644, .size = 10, .sha256 = "1"},
                                  {.path = "b", .mode = 0644, .size = 10, .sha256 = "2"},
                                  {.path = "c", .mode = 0644, .size = 10, .sha256 = "3"}});
  Inspected after = of("1.0.1", {{.path = "a", .mode = 0644, .size = 20, .sha256 = "4"},
                                 {.path = "b", .mode = 0755, .size = 10, .sha256 = "2"},
                                 {.path = "d", .mode = 0644, .size = 1, .sha256 = "5"}});
  before.depends = {"libc6", "libold1"};
  after.depends = {"libc6", "libnew2"};
  CHECK(report(difference(before, after)) ==
        "version: 1.0.0 -> 1.0.1\n"
        "  + depends on libnew2\n"
        "  - depends on libold1\n"
        "contents: 1 added, 1 removed, 2 changed\n"
        "  + 0644       1 B  d\n"
        "  - 0644      10 B  c\n"
        "  * a: 10 B -> 20 B\n"
        "  * b, mode 0644 -> 0755\n");
  after.knows_contents = false;
  CHECK(report(difference(before, after)).find("contents: not known of both") != std::string::npos);
}

TEST_CASE("archive reader: limits, and an archive that ends early") {
  const std::string bytes = tar_of({{"a", std::string(600, 'x')}, {"b", "y"}});
  CHECK(count(bytes) == 2);
  CHECK(refusal([&] { count(bytes, {.members = 1}); }) ==
        "cannot read 'x.tar': it has more than 1 members\n");
  CHECK(refusal([&] { count(bytes, {.bytes = 600}); }) ==
        "cannot read 'x.tar': it holds more than 600 bytes\n");
  // Within a member, within a header, and exactly between two members.
  for (const std::size_t size : {std::size_t{700}, std::size_t{1800}, std::size_t{512 + 1024}})
    CHECK(refusal([&] { count(bytes.substr(0, size)); }).find("cannot read 'x.tar': ") == 0);
  CHECK(refusal([&] { count(""); }) == "cannot read 'x.tar': it is empty\n");
  CHECK(refusal([&] { count("no archive at all"); }).find("cannot read 'x.tar': ") == 0);
}
