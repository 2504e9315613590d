// SPDX-License-Identifier: Apache-2.0
#include <release/artifact_record.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("artifact record: what lies there as it was published is believed, nothing else") {
  const Scratch scratch;
  Release release;
  for (const char* name : {"a.deb", "b.deb", "c.deb"}) {
    scratch.write(std::string("dist/") + name, "content");
    release.artifacts.push_back(
        {.name = name, .kind = "deb", .media_type = "x/y", .size = 7, .sha256 = "5"});
  }
  const Path file = scratch / "record.json";
  write_artifact_record(file, scratch / "dist", release, {{"a.deb", "key"}, {"b.deb", "other"}});
  ArtifactRecord record = read_artifact_record(file, scratch / "dist");
  REQUIRE(record.size() == 2);  // c.deb has no key
  const RecordedArtifact& one = record.at("a.deb");
  CHECK(one.key == "key");
  CHECK(one.artifact.name == "a.deb");
  CHECK(one.artifact.kind == "deb");
  CHECK(one.artifact.media_type == "x/y");
  CHECK(one.artifact.size == 7);
  CHECK(one.artifact.sha256 == "5");
  CHECK(one.artifact.origin == ArtifactOrigin::published);

  scratch.write("dist/a.deb", "CONTENT");
  std::filesystem::remove(scratch / "dist/b.deb");
  CHECK(read_artifact_record(file, scratch / "dist").empty());
  CHECK(read_artifact_record(file, scratch / "elsewhere").empty());
  CHECK(read_artifact_record(scratch / "none", scratch / "dist").empty());
  for (const char* text : {"", "[]", "{\"a.deb\": 1}", "{\"a.deb\": {\"key\": \"k\"}}"}) {
    scratch.write("record.json", text);
    CHECK(read_artifact_record(file, scratch / "dist").empty());
  }
}
