// SPDX-License-Identifier: Apache-2.0
#include <inspect/difference.hpp>
#include <inspect/sbom_reader.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

std::string refused_sbom(const std::string& members) {
  return refusal([&] {
    read_sbom(R"({"bomFormat": "CycloneDX", "specVersion": "1.5", )" + members + "}", "a.json");
  });
}

}  // namespace

TEST_CASE("sbom: what anybody's says of itself and lists is read, sorted") {
  const auto found = read_sbom(R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {
      "timestamp": "2024-01-02T03:04:05Z", "component": {"group": "org", "name": "x", "version": "2",
      "purl": "pkg:maven/org/x@2", "licenses": [{"license": {"id": "MIT"}},
      {"license": {"name": "ours"}}, {"expression": "ISC"}]}}, "components": [
      {"name": "z", "purl": "pkg:npm/z@1"}, {"group": "@s", "name": "b", "version": "3"},
      {"name": "liba.so.1", "evidence": {"occurrences": [{"location": "l"}, {"location": "m"}]}}]})",
                               "a.json");
  REQUIRE(found);
  CHECK(found->name == "org/x");
  CHECK(found->version == "2");
  CHECK(found->bom->format == "CycloneDX 1.5");
  CHECK(found->bom->time == "2024-01-02T03:04:05Z");
  CHECK(found->bom->purl == "pkg:maven/org/x@2");
  CHECK(found->bom->licence == "MIT, ours, ISC");
  CHECK(found->depends ==
        std::vector<std::string>{"@s/b 3", "liba.so.1, in l and m", "pkg:npm/z@1"});
}

TEST_CASE("sbom: little is needed, and other JSON is none") {
  const auto found = read_sbom(R"({"bomFormat": "CycloneDX", "specVersion": "1.2"})", "a.json");
  REQUIRE(found);
  CHECK(found->name == "(nameless)");
  CHECK(found->depends.empty());
  CHECK_FALSE(read_sbom("{}", "a.json"));
  CHECK_FALSE(read_sbom("[]", "a.json"));
}

TEST_CASE("sbom: what is not as it should be is named") {
  CHECK(refused_sbom(R"("components": {})") == "'components' is no array in 'a.json'\n");
  CHECK(refused_sbom(R"("components": [{"version": "1"}])") ==
        "'components[0].name' is missing in 'a.json'\n");
  CHECK(refused_sbom(R"("components": [{"purl": "a\nb"}])") ==
        "'components[0].purl' holds a control character in 'a.json'\n");
  CHECK(refused_sbom(R"("metadata": {"component": {"name": 1}})") ==
        "'metadata.component.name' is no text in 'a.json'\n");
  CHECK(refusal([] { read_sbom(R"({"bomFormat": "CycloneDX"})", "a.json"); }) ==
        "'specVersion' is missing in 'a.json'\n");
}

TEST_CASE("sbom: it is compared with its like only") {
  Inspected bom{.origin = "a.cdx.json", .kind = "bill of materials"};
  bom.bom.emplace();
  const Inspected release{.origin = "dist", .kind = "release"};
  for (const bool first : {true, false})
    CHECK(refusal([&] { difference(first ? bom : release, first ? release : bom); }) ==
          "'a.cdx.json' is a bill of materials, and 'dist' is none\n"
          "compare two bills of materials, or two releases or packages");
  Inspected newer = bom;
  newer.depends = {"pkg:npm/z@1"};
  CHECK(difference(bom, newer).new_depends == newer.depends);
}
