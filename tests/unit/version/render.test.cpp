// SPDX-License-Identifier: Apache-2.0
#include <scratch.hpp>
#include <version/output.hpp>
#include <version/render.hpp>

using namespace shipit;

namespace {

Version release(const char* commit = "0123456789abcdef") {
  Version version = parse_version("1.0.32-rc.1").value();
  version.commit = commit;
  version.epoch = 1700000000;
  version.tag = "v1.0.32-rc.1";
  version.source = VersionSource::git;
  return version;
}

void compile(const Scratch& scratch, const std::string& program) {
  scratch.write("main.cpp", program);
  const Outcome compiled =
      run({.words = {"c++", "-std=c++17", "-Wall", "-Wextra", "-Werror", "-I",
                     scratch.path().string(), "-o", "program", "main.cpp", "version.cpp"},
           .folder = scratch.path()});
  INFO(compiled.err);
  REQUIRE(compiled.status == 0);
}

}  // namespace

TEST_CASE("render: C++ compiles and says the version") {
  const Scratch scratch;
  scratch.write("acme/shop/version.hpp", render_header(release(), "acme::shop"));
  scratch.write("version.cpp", render_source(release(), "acme::shop", "acme/shop/version.hpp"));
  compile(scratch, R"(#include <acme/shop/version.hpp>
#include <iostream>
static_assert(ACME_SHOP_VERSION_PATCH == 32 && acme::shop::version_number == "1.0.32-rc.1");
int main() { std::cout << acme::shop::version() << ' ' << acme::shop::commit() << ' '
                       << acme::shop::commit_epoch() << ' ' << acme::shop::dirty(); })");
  CHECK(run({.words = {(scratch / "program").string()}}).out ==
        "1.0.32-rc.1 0123456789abcdef 1700000000 0");
}

TEST_CASE("render: a commit changes the source, not the header") {
  CHECK(render_header(release("aaaa"), "a") == render_header(release("bbbb"), "a"));
  CHECK(render_source(release("aaaa"), "a", "h") != render_source(release("bbbb"), "a", "h"));
}

TEST_CASE("render: no text leaves its literal") {
  const Scratch scratch;
  const Version hostile = release("\"; system(\"id\"); //\n\\?\?/");
  scratch.write("h.hpp", render_header(hostile, "a"));
  scratch.write("version.cpp", render_source(hostile, "a", "h.hpp"));
  compile(scratch,
          "#include <h.hpp>\n#include <iostream>\nint main() { std::cout << a::commit(); }");
  CHECK(run({.words = {(scratch / "program").string()}}).out == hostile.commit);

  scratch.write("version.py", render_python(hostile) + "import sys; sys.stdout.write(commit)\n");
  CHECK(run({.words = {"python3", (scratch / "version.py").string()}}).out == hostile.commit);
  CHECK(to_json(hostile)["commit"] == hostile.commit);
}

TEST_CASE("render: Python, JSON, text and CMake") {
  CHECK(render_python(release()).find("pep440 = \"1.0.32rc1\"\n") != std::string::npos);
  CHECK(to_json(release())["debian"] == "1.0.32~rc.1");
  CHECK(render_text(release()) == "1.0.32-rc.1\n");
  const std::string cmake = render_cmake(release(), "X");
  CHECK(cmake.find("set(X_VERSION [==[1.0.32]==])\n") != std::string::npos);
  CHECK(cmake.find("set(X_VERSION_SHORT_COMMIT [==[0123456789ab]==])\n") != std::string::npos);
}

TEST_CASE("render: JSON holds all of a version") {
  Version version = release();
  version.distance = 7;
  version.dirty = true;
  const Version again = version_of_json(to_json(version), "v.json");
  CHECK(to_json(again) == to_json(version));
  CHECK(semver(again) == "1.0.32-rc.1.7+g0123456789ab.dirty");
  CHECK(again.tag == version.tag);
  CHECK(again.epoch == version.epoch);
  CHECK(again.source == VersionSource::git);

  Json json = to_json(version);
  json["source"] = "hearsay";
  CHECK(refusal([&] {
          version_of_json(json, "v.json");
        }).starts_with("'source' names no source of versions in 'v.json'"));
  json.erase("epoch");
  json.erase("tag");
  CHECK(refusal([&] { version_of_json(json, "v.json"); }).starts_with("'tag' is missing in"));
}

TEST_CASE("render: a format is named or refused") {
  CHECK(parse_version_format("python") == VersionFormat::python);
  CHECK(refusal([] { parse_version_format("ada"); }) ==
        "'ada' is not a version format\nthere are header, source, python, json, text");
}
