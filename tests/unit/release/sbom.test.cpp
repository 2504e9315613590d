// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <release/deploy_json.hpp>
#include <release/purl.hpp>
#include <release/read_release.hpp>
#include <release/sbom.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

Release release_with_parts() {
  Release release;
  release.name = "hello";
  release.summary = "Says hello";
  release.version = parse_version("1.0.32").value();
  release.system = "linux";
  release.architecture = "amd64";
  release.distribution = "debian";
  release.codename = "bookworm";
  release.build_time = 1700000000;
  release.artifacts = {{.name = "hello.tar.zst",
                        .kind = "archive",
                        .media_type = "application/zstd",
                        .size = 1,
                        .sha256 = std::string(64, 'a')},
                       {.name = "hello.tree.json",
                        .kind = "tree",
                        .media_type = "application/json",
                        .size = 1,
                        .sha256 = std::string(64, 'b')}};
  release.depends = {"libc6 (>= 2.34)", "libc6 (<< 3)", "exim4 | mail-transport-agent:any",
                     "exim4 (>= 4)"};
  release.built_with = {{"libc6", "2.36-9+deb12u13"}};
  release.npm = {{"@fontsource/inter", "5.3.0"}, {"jquery", "3.7.1"}, {"own", ""}};
  release.bundled = {
      {{.path = "lib/hello/liba.so.1.2", .size = 1, .sha256 = std::string(64, 'c')}, "liba.so.1"},
      {{.path = "lib/hello/plain.so", .size = 1, .sha256 = std::string(64, 'd')}, ""}};
  return release;
}

Json component(const Json& document, const std::string& ref) {
  for (const Json& one : document["components"])
    if (one["bom-ref"] == ref) return one;
  return nullptr;
}

}  // namespace

TEST_CASE("purls: of packages of a distribution and of npm") {
  const Release release = release_with_parts();
  CHECK(distribution_purl({"libc6", "2.36-9+deb12u13"}, release) ==
        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?distro=bookworm");
  CHECK(distribution_purl({"libstdc++6", "1:12~a"}, Release{}) ==
        "pkg:deb/debian/libstdc%2B%2B6@1:12~a");
  CHECK(distribution_purl({"perl", ""}, Release{}) == "pkg:deb/debian/perl");
  CHECK(npm_purl({"@fontsource/inter", "5.3.0"}) == "pkg:npm/%40fontsource/inter@5.3.0");
  CHECK(npm_purl({"chart.js", "4.4.1-rc.1+b"}) == "pkg:npm/chart.js@4.4.1-rc.1%2Bb");
  CHECK(npm_purl({"own", ""}) == "pkg:npm/own");
}

TEST_CASE("related_package: what one alternative of a relation names") {
  CHECK(related_package(" libc6:any (>= 2.36)") == "libc6");
  CHECK(related_package("perl") == "perl");
}

TEST_CASE("sbom: the project itself") {
  const Json document = sbom_json(
      release_with_parts(),
      {.licence = "MIT OR ISC", .copyright = "2024 Ops", .supplier = "Ops <ops@example.org>"});
  CHECK(document["metadata"]["timestamp"] == "2023-11-14T22:13:20Z");
  const Json& main = document["metadata"]["component"];
  CHECK(main["purl"] == "pkg:generic/hello@1.0.32");
  CHECK(main["licenses"].dump() == "[{\"expression\":\"MIT OR ISC\"}]");
  CHECK(main["copyright"] == "2024 Ops");
  CHECK(main["supplier"].dump() == "{\"name\":\"Ops\"}");
  CHECK(main["externalReferences"].dump() ==
        "[{\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\"" + std::string(64, 'a') +
            "\"}],\"type\":\"distribution\",\"url\":\"hello.tar.zst\"}]");
  ProjectFacts facts;
  facts.licence = "All rights reserved";
  const Json other = sbom_json(release_with_parts(), facts)["metadata"]["component"];
  CHECK(other["licenses"].dump() == "[{\"license\":{\"name\":\"All rights reserved\"}}]");
  CHECK_FALSE(other.contains("supplier"));
  Release least;
  least.name = "hello";
  const Json bare = sbom_json(least, {});
  CHECK_FALSE(bare["metadata"].contains("timestamp"));
  CHECK_FALSE(bare["metadata"]["component"].contains("licenses"));
  CHECK(bare["components"].empty());
}

TEST_CASE("sbom: what it is made of, and what depends on what") {
  const Json document = sbom_json(release_with_parts(), {});
  std::vector<std::string> refs;
  for (const Json& one : document["components"]) refs.push_back(one["bom-ref"]);
  CHECK(refs == std::vector<std::string>{
                    "bundled:lib/hello/liba.so.1.2", "bundled:lib/hello/plain.so",
                    "pkg:deb/debian/exim4?distro=bookworm",
                    "pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?distro=bookworm",
                    "pkg:deb/debian/mail-transport-agent?distro=bookworm",
                    "pkg:npm/%40fontsource/inter@5.3.0", "pkg:npm/jquery@3.7.1", "pkg:npm/own"});
  CHECK(document["dependencies"] ==
        Json::array({Json{{"ref", "pkg:generic/hello@1.0.32"}, {"dependsOn", refs}}}));
  const Json libc = component(document, refs[3]);
  CHECK(libc["version"] == "2.36-9+deb12u13");
  CHECK(libc["scope"] == "required");
  REQUIRE(libc["properties"].size() == 2);
  CHECK(libc["properties"][0].dump() == "{\"name\":\"shipit:depends\",\"value\":\"libc6 (<< 3)\"}");
  CHECK(libc["properties"][1]["value"] == "libc6 (>= 2.34)");
  CHECK(component(document, refs[2])["scope"] == "required");
  CHECK(component(document, refs[4])["scope"] == "optional");
  const Json library = component(document, refs[0]);
  CHECK(library["name"] == "liba.so.1");
  CHECK(library["hashes"][0]["content"] == std::string(64, 'c'));
  CHECK(library["evidence"]["occurrences"][0]["location"] == "lib/hello/liba.so.1.2");
  CHECK(component(document, refs[1])["name"] == "plain.so");
  const Json font = component(document, refs[5]);
  CHECK(font["group"] == "@fontsource");
  CHECK(font["name"] == "inter");
  CHECK_FALSE(component(document, refs[7]).contains("version"));
}

TEST_CASE("sbom: its serial number is a UUID of what it says") {
  const auto serial = [](const Release& release) {
    return sbom_json(release, {})["serialNumber"].get<std::string>();
  };
  Release release = release_with_parts();
  const std::string first = serial(release);
  CHECK(first.size() == std::string("urn:uuid:").size() + 36);
  CHECK(first.substr(0, 9) == "urn:uuid:");
  CHECK(first[9 + 8] == '-');
  CHECK(first[9 + 14] == '8');  // version
  CHECK(std::string("89ab").find(first[9 + 19]) != std::string::npos);
  CHECK(serial(release) == first);
  release.npm = {{"jquery", "3.7.2"}};
  CHECK(serial(release) != first);
}

TEST_CASE("sbom: it is an artifact, and deploy.json names it twice") {
  const Scratch scratch;
  Release release = release_with_parts();
  CHECK(deploy_json(release)["supplyChain"]["sbom"] == Json::array());
  add_sbom(scratch.path(), {}, release);
  const Artifact& made = release.artifacts.back();
  CHECK(made.name == "hello-1.0.32-linux-amd64.cdx.json");
  CHECK(made.kind == "sbom");
  CHECK(made.sha256 == sha256_hex_of_file(scratch.path() / made.name));
  const Json expected{
      {"type", "cyclonedx"}, {"file", made.name}, {"digest", {{"sha256", made.sha256}}}};
  CHECK(deploy_json(release)["supplyChain"]["sbom"] == Json::array({expected}));
}
