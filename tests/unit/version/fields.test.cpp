// SPDX-License-Identifier: Apache-2.0
#include <scratch.hpp>
#include <version/fields.hpp>
#include <version/hostile.hpp>
#include <version/output.hpp>

using namespace shipit;

TEST_CASE("fields: JSON holds all of a version") {
  for (const VersionScheme scheme : {VersionScheme::post, VersionScheme::next, VersionScheme::tag})
    for (const char* number : {"1.0.31", "1.0.32-rc.1"})
      for (const unsigned distance : {0U, 7U}) {
        Version version = tame_version(number, distance, scheme);
        version.dirty = distance > 0;
        const Version again = version_of_json(to_json(version), "v.json");
        CHECK(to_json(again) == to_json(version));
        CHECK(compare(again.number, version.number) == 0);
        CHECK(again.tag == version.tag);
        CHECK(again.distance == version.distance);
        CHECK(again.commit == version.commit);
        CHECK(again.epoch == version.epoch);
        CHECK(again.dirty == version.dirty);
        CHECK(again.scheme == scheme);
        CHECK(again.source == VersionSource::git);
      }
  const Version hostile = hostile_version();
  CHECK(to_json(version_of_json(to_json(hostile), "v.json")) == to_json(hostile));
}

TEST_CASE("fields: what a file lacks or nobody knows is named") {
  Json json = to_json(tame_version("1.0.0"));
  json["source"] = "hearsay";
  const auto read = [&] { version_of_json(json, "v.json"); };
  CHECK(refusal(read).starts_with("'source' has a word that ShipIt does not know in 'v.json'"));
  json["scheme"] = "LAST";
  CHECK(refusal(read).starts_with("'scheme' has a word that ShipIt does not know in 'v.json'"));
  json.erase("major");
  CHECK(refusal(read).starts_with("'major' is missing in 'v.json'"));
}

TEST_CASE("fields: text, CMake, and the formats by their names") {
  CHECK(render_text(tame_version("1.0.32-rc.1")) == "1.0.32-rc.1\n");
  const std::string cmake = render_cmake(tame_version("1.0.31", 5), "X");
  for (const char* line :
       {"set(X_VERSION \"1.0.31\")\n", "set(X_VERSION_SHORT_COMMIT \"0123456789ab\")\n",
        "set(X_VERSION_TWEAK \"5\")\n", "set(X_VERSION_WINDOWS \"1,0,31,5\")\n",
        "set(X_VERSION_SCHEME \"POST\")\n", "set(X_VERSION_DIRTY \"FALSE\")\n"})
    CHECK(cmake.find(line) != std::string::npos);
  CHECK(parse_version_format("python") == VersionFormat::python);
  CHECK(refusal([] { parse_version_format("ada"); }) ==
        "'ada' is not a version format\nthere are header, c-header, source, c-source, python, "
        "javascript, commonjs, json, rc, text, template");
}
