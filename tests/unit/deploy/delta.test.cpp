// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <base/zstd.hpp>
#include <catch2/catch.hpp>
#include <deploy/delta.hpp>
#include <noise.hpp>
#include <scratch.hpp>

namespace shipit {
namespace {

// What the agent does.
std::string put_together(const std::string& old, const PackageDelta& delta) {
  const Scratch scratch;
  write_file(scratch.path() / "fresh", delta.fresh);
  std::string fresh;
  read_zstd_file(scratch.path() / "fresh", [&](std::string_view bytes) { fresh += bytes; });
  std::string made;
  std::size_t at = 0;
  for (const std::string& line : lines(delta.steps)) {
    const std::vector<std::string> words = split(line, ' ');
    const std::size_t count = std::stoull(words.at(1));
    if (words.front() == "old")
      made += old.substr(std::stoull(words.at(2)), count);
    else
      made += fresh.substr(std::exchange(at, at + count), count);
  }
  return made;
}

Path packed(const Scratch& scratch, const char* name, const std::string& content) {
  Path file = scratch.path() / name;
  write_file(file, zstd_frame(content, 3) + zstd_frame("end", 3));
  return file;
}

Parcel parcel_of(const Path& file, std::uint64_t content_size) {
  return {file,
          {.name = {},
           .kind = "archive",
           .media_type = {},
           .sha256 = {},
           .uncompressed = Uncompressed{.size = content_size}}};
}

}  // namespace

TEST_CASE("of the next archive only what is new is sent") {
  const Scratch scratch;
  const std::string old = noise(400000, 1) + std::string(20000, '\0') + noise(400000, 2);
  const std::string next = "a new beginning" + old.substr(0, 500000) + noise(9000, 3) +
                           old.substr(500000) + old.substr(1000, 30000);
  Parcel before = parcel_of(packed(scratch, "old", old), old.size() + 3);
  Parcel after = parcel_of(packed(scratch, "next", next), next.size() + 3);
  const PackageDelta* const delta = after.delta_from(before.list());
  REQUIRE(delta != nullptr);
  CHECK(put_together(old + "end", *delta) == next + "end");
  CHECK(delta->fresh.size() < 40000);
  CHECK(lines(delta->steps).size() < 20);
}

TEST_CASE("a .deb's own bytes are its content") {
  const Scratch scratch;
  const std::string old = noise(200000, 4);
  const std::string next = noise(5000, 5) + old;
  write_file(scratch.path() / "old.deb", old);
  write_file(scratch.path() / "next.deb", next);
  const auto deb = [](std::uint64_t size) {
    return Artifact{.name = {}, .kind = "deb", .media_type = {}, .size = size, .sha256 = {}};
  };
  Parcel before(scratch.path() / "old.deb", deb(old.size()));
  Parcel after(scratch.path() / "next.deb", deb(next.size()));
  const PackageDelta* const delta = after.delta_from(before.list());
  REQUIRE(delta != nullptr);
  CHECK(put_together(old, *delta) == next);
}

TEST_CASE("what saves too little, and a list that is none, mean the whole package") {
  const Scratch scratch;
  Parcel before = parcel_of(packed(scratch, "old", noise(100000, 6)), 100003);
  Parcel after = parcel_of(packed(scratch, "next", noise(100000, 7)), 100003);
  CHECK(after.delta_from(before.list()) == nullptr);
  CHECK(after.delta_from("") == nullptr);
  CHECK(after.delta_from("anything") == nullptr);
}

TEST_CASE("an archive of whose content the release says nothing has no list") {
  const Scratch scratch;
  const Path file = packed(scratch, "old", "content");
  const Parcel parcel(file, {.name = {}, .kind = "archive", .media_type = {}, .sha256 = {}});
  CHECK(parcel.list().empty());
}

TEST_CASE("there are only so many copies, and the longest stay") {
  ChunkList base{.usual_log = 11};
  ChunkList next{.usual_log = 11};
  for (std::uint32_t i = 0; i < 100; ++i) {
    base.chunks.push_back({i, 1000 + i});
    base.chunks.push_back({1000 + i, 10});
    next.chunks.push_back({i, 1000 + i});
    next.chunks.push_back({2000 + i, 10});
  }
  const std::vector<DeltaStep> all = delta_steps(base, next);
  CHECK(all.size() == 200);
  CHECK(all[2] == DeltaStep{.offset = 1010, .size = 1001});
  const std::vector<DeltaStep> few = delta_steps(base, next, 10);
  CHECK(few.size() == 21);
  CHECK(!few.front().offset);
  CHECK(few.front().size == 90 * 1000 + 89 * 45 + 90 * 10);
}

}  // namespace shipit
