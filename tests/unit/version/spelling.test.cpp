// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <scratch.hpp>
#include <version/hostile.hpp>

using namespace shipit;

namespace {

constexpr VersionScheme POST = VersionScheme::post;
constexpr VersionScheme NEXT = VersionScheme::next;
constexpr VersionScheme TAG = VersionScheme::tag;

Version state(const char* number, unsigned distance = 0, VersionScheme scheme = POST,
              const char* commit = "abc") {
  Version version = tame_version(number, distance, scheme);
  version.commit = commit;
  return version;
}

Version dirty(Version version) {
  version.dirty = true;
  return version;
}

// What a foreign judge says of each pair of `texts`: '<', '=' or '>', row by row.
using Verdicts = std::string;

Verdicts ask(std::vector<std::string> words, const std::vector<std::string>& texts) {
  words.insert(words.end(), texts.begin(), texts.end());
  const Outcome outcome =
      run({.words = std::move(words), .folder = "/", .extra = {{"NODE_PATH", SHIPIT_TEST_NPM}}});
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  return outcome.out;
}

// npm's semver, which is to find no text invalid.
Verdicts by_npm(const std::vector<std::string>& texts) {
  return ask({"node", "-e", R"(const semver = require('semver'), texts = process.argv.slice(1)
for (const a of texts) {
  if (!semver.valid(a)) throw new Error(`not valid: ${a}`)
  for (const b of texts) process.stdout.write('<=>'[semver.compare(a, b) + 1])
})"},
             texts);
}

// Python's packaging, from the Debian package: any other python3 may lack it.
Verdicts by_python(const std::vector<std::string>& texts) {
  return ask({"/usr/bin/python3", "-I", "-c", R"(import sys
from packaging.version import Version
texts = [Version(text) for text in sys.argv[1:]]
for a in texts:
    for b in texts:
        print("<" if a < b else "=" if a == b else ">", end=""))"},
             texts);
}

Verdicts by_dpkg(const std::vector<std::string>& texts) {
  return ask({"sh", "-c", R"(for a; do for b; do
  for word in lt:'<' eq:'=' gt:'>'; do
    if dpkg --compare-versions "$a" "${word%:*}" "$b"; then printf %s "${word#*:}"; fi
  done
done; done)",
              "sh"},
             texts);
}

Verdicts by_cmake(const std::vector<std::string>& texts) {
  const Scratch scratch;
  std::string list;
  for (const std::string& text : texts) list += " " + text;
  scratch.write("compare.cmake", "foreach(a" + list + ")\nforeach(b" + list + R"()
  if(a VERSION_LESS b)
    string(APPEND said "<")
  elseif(a VERSION_EQUAL b)
    string(APPEND said "=")
  else()
    string(APPEND said ">")
  endif()
endforeach()
endforeach()
file(WRITE out "${said}"))");
  REQUIRE(run({.words = {"cmake", "-P", "compare.cmake"}, .folder = scratch.path()}).status == 0);
  return read_file(scratch / "out");
}

// The verdicts of whoever sees the places of `ranks`, one for each text, in their order.
Verdicts ranked(const std::vector<int>& ranks) {
  Verdicts verdicts;
  for (const int a : ranks)
    for (const int b : ranks) verdicts += a < b ? '<' : a == b ? '=' : '>';
  return verdicts;
}

std::vector<std::string> spelled(const std::vector<Version>& versions,
                                 std::string (*spell)(const Version&)) {
  std::vector<std::string> texts;
  for (const Version& version : versions) texts.push_back(spell(version));
  return texts;
}

std::vector<int> ascending(std::size_t count) {
  std::vector<int> ranks;
  for (std::size_t i = 0; i < count; ++i) ranks.push_back(static_cast<int>(i));
  return ranks;
}

// Our own precedence of the versions' numbers, as they are shown.
Verdicts by_us(const std::vector<std::string>& texts) {
  Verdicts verdicts;
  for (const std::string& a : texts)
    for (const std::string& b : texts) {
      const auto number = [](const std::string& text) {
        return parse_number(std::string_view(text).substr(0, text.find('+'))).value();
      };
      const int order = compare(number(a), number(b));
      verdicts += order < 0 ? '<' : order > 0 ? '>' : '=';
    }
  return verdicts;
}

}  // namespace

TEST_CASE("spelling: each state has one text in each order") {
  struct Row {
    Version version;
    const char* semver;
    const char* debian;
    const char* cmake;
    const char* pep440;
    const char* windows;
  };
  const Row rows[] = {
      {state("1.0.32"), "1.0.32", "1.0.32", "1.0.32", "1.0.32", "1,0,32,0"},
      {state("1.0.32-rc.1"), "1.0.32-rc.1", "1.0.32~rc.1", "1.0.32", "1.0.32rc1", "1,0,32,0"},
      {state("1.0.31", 5), "1.0.31+5.gabc", "1.0.31+5.gabc", "1.0.31", "1.0.31.post5+gabc",
       "1,0,31,5"},
      {state("1.0.31", 5, NEXT), "1.0.32-0.dev.5+gabc", "1.0.32~0.dev.5+gabc", "1.0.32",
       "1.0.32.dev5+gabc", "1,0,31,5"},
      {state("1.0.31", 5, TAG), "1.0.31", "1.0.31", "1.0.31", "1.0.31", "1,0,31,0"},
      {state("1.0.31", 0, NEXT), "1.0.31", "1.0.31", "1.0.31", "1.0.31", "1,0,31,0"},
      {state("1.0.32-rc.1", 3), "1.0.32-rc.1.3+gabc", "1.0.32~rc.1+3.gabc", "1.0.32",
       "1.0.32rc1.post3+gabc", "1,0,32,0"},
      {state("1.0.32-rc.1", 3, NEXT), "1.0.32-rc.1.3+gabc", "1.0.32~rc.1+3.gabc", "1.0.32",
       "1.0.32rc1.post3+gabc", "1,0,32,0"},
      {state("1.0.32-rc.1", 3, TAG), "1.0.32-rc.1", "1.0.32~rc.1", "1.0.32", "1.0.32rc1",
       "1,0,32,0"},
      {dirty(state("1.0.32")), "1.0.32+dirty", "1.0.32+dirty", "1.0.32", "1.0.32+dirty",
       "1,0,32,0"},
      {dirty(state("1.0.31", 5)), "1.0.31+5.gabc.dirty", "1.0.31+5.gabc.dirty", "1.0.31",
       "1.0.31.post5+gabc.dirty", "1,0,31,5"},
      {dirty(state("1.0.31", 5, NEXT)), "1.0.32-0.dev.5+gabc.dirty", "1.0.32~0.dev.5+gabc.dirty",
       "1.0.32", "1.0.32.dev5+gabc.dirty", "1,0,31,5"},
      {dirty(state("1.0.31", 5, TAG)), "1.0.31+dirty", "1.0.31+dirty", "1.0.31", "1.0.31+dirty",
       "1,0,31,0"},
      {dirty(state("1.0.32-rc.1", 3)), "1.0.32-rc.1.3+gabc.dirty", "1.0.32~rc.1+3.gabc.dirty",
       "1.0.32", "1.0.32rc1.post3+gabc.dirty", "1,0,32,0"},
      {state("1.0.31", 5, POST, ""), "1.0.31+5", "1.0.31+5", "1.0.31", "1.0.31.post5", "1,0,31,5"},
      {state("1.0.31", 5, POST, "no hex"), "1.0.31+5", "1.0.31+5", "1.0.31", "1.0.31.post5",
       "1,0,31,5"}};
  for (const Row& row : rows) {
    CHECK(semver(row.version) == row.semver);
    CHECK(debian_version(row.version) == row.debian);
    CHECK(cmake_version(row.version) == row.cmake);
    CHECK(pep440(row.version) == row.pep440);
    CHECK(windows_version(row.version) == row.windows);
  }
}

TEST_CASE("spelling: a fourth number is given only where it orders") {
  CHECK(tweak(state("1.0.31", 5)) == 5);
  for (const Version& version :
       {state("1.0.31", 5, NEXT), state("1.0.31", 5, TAG), state("1.0.32-rc.1", 5)})
    CHECK(tweak(version) == 0);
}

TEST_CASE("spelling: Python takes whatever a pre-release is called") {
  const std::pair<const char*, const char*> rows[] = {{"2.0.0-pre-view.x", "2.0.0.dev0+pre.view.x"},
                                                      {"2.0.0-rc1", "2.0.0rc1"},
                                                      {"2.0.0-Beta.2", "2.0.0b2"},
                                                      {"2.0.0-alpha", "2.0.0a0"},
                                                      {"2.0.0-c.3", "2.0.0rc3"},
                                                      {"2.0.0-dev.4", "2.0.0.dev4"},
                                                      {"2.0.0--", "2.0.0.dev0"},
                                                      {"2.0.0-7", "2.0.0.dev0+7"},
                                                      {"2.0.0-a--B.-", "2.0.0.dev0+a.b"},
                                                      {"2.0.0-rc.1.2", "2.0.0.dev0+rc.1.2"},
                                                      {"2.0.0-rc.1-x", "2.0.0.dev0+rc.1.x"}};
  for (const auto& [number, text] : rows) CHECK(pep440(state(number)) == text);
  CHECK(pep440(state("2.0.0-preview", 3)) == "2.0.0.dev3+preview.gabc");
  CHECK(pep440(dirty(state("2.0.0-dev.4", 3))) == "2.0.0.dev4+3.gabc.dirty");
  std::vector<std::string> texts;
  for (const auto& [number, text] : rows)
    for (const unsigned distance : {0U, 3U}) {
      texts.push_back(pep440(state(number, distance)));
      texts.push_back(pep440(dirty(state(number, distance))));
    }
  by_python(texts);  // which finds each of them valid
}

TEST_CASE("spelling: POST ascends for dpkg and Python, and equals its tag for SemVer") {
  const std::vector<Version> table = {state("1.0.31"),
                                      state("1.0.31", 5, POST, "fff"),
                                      state("1.0.31", 10, POST, "abc"),
                                      state("1.0.32-alpha.1"),
                                      state("1.0.32-alpha.1", 2),
                                      state("1.0.32-beta.2"),
                                      state("1.0.32-rc.1"),
                                      state("1.0.32-rc.1", 3),
                                      state("1.0.32-rc.1", 12),
                                      state("1.0.32-rc.2"),
                                      state("1.0.32-rc.10"),
                                      state("1.0.32"),
                                      state("1.0.32", 1),
                                      dirty(state("1.0.32", 1)),
                                      state("1.0.33"),
                                      state("1.1.0-rc.1"),
                                      state("1.1.0"),
                                      state("1.10.0"),
                                      state("2.0.0")};
  const Verdicts strict = ranked(ascending(table.size()));
  CHECK(by_dpkg(spelled(table, debian_version)) == strict);
  CHECK(by_python(spelled(table, pep440)) == strict);
  const std::vector<int> by_precedence = {0, 0, 0, 1, 2,  3,  4,  5,  6, 7,
                                          8, 9, 9, 9, 10, 11, 12, 13, 14};
  CHECK(by_npm(spelled(table, semver)) == ranked(by_precedence));
  CHECK(by_us(spelled(table, semver)) == ranked(by_precedence));
  const std::vector<int> by_number = {0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 4, 5};
  CHECK(by_cmake(spelled(table, cmake_version)) == ranked(by_number));
}

TEST_CASE("spelling: NEXT ascends for everybody") {
  const std::vector<Version> table = {state("1.0.31"),
                                      state("1.0.31", 5, NEXT, "fff"),
                                      state("1.0.31", 10, NEXT, "abc"),
                                      state("1.0.32-alpha.1"),
                                      state("1.0.32-alpha.1", 4, NEXT),
                                      state("1.0.32-rc.1"),
                                      state("1.0.32-rc.1", 3, NEXT),
                                      state("1.0.32-rc.2"),
                                      state("1.0.32-rc.10"),
                                      state("1.0.32"),
                                      state("1.0.32", 1, NEXT),
                                      state("1.0.33")};
  const Verdicts strict = ranked(ascending(table.size()));
  CHECK(by_dpkg(spelled(table, debian_version)) == strict);
  CHECK(by_python(spelled(table, pep440)) == strict);
  CHECK(by_npm(spelled(table, semver)) == strict);
  CHECK(by_us(spelled(table, semver)) == strict);
  CHECK(by_cmake(spelled(table, cmake_version)) == ranked({0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2}));
}

TEST_CASE("spelling: TAG equals its tag for everybody, but for edited files") {
  const std::vector<Version> table = {state("1.0.31"), state("1.0.31", 5, TAG),
                                      dirty(state("1.0.31", 5, TAG)), state("1.0.32-rc.1", 3, TAG),
                                      state("1.0.32", 9, TAG)};
  CHECK(by_dpkg(spelled(table, debian_version)) == ranked({0, 0, 1, 2, 3}));
  CHECK(by_python(spelled(table, pep440)) == ranked({0, 0, 1, 2, 3}));
  CHECK(by_npm(spelled(table, semver)) == ranked({0, 0, 0, 1, 2}));
}

TEST_CASE("spelling: the traps that the renderings avoid are real") {
  CHECK(by_dpkg({"1.0.32-rc.1", "1.0.32"}) == "=><=");
  CHECK(by_dpkg({"1.0~1~g4f7fe52f", "1.0"}) == "=<>=");
  CHECK(by_dpkg({"1.0.32~dev.5", "1.0.32~alpha.1"}) == "=><=");
  CHECK(by_npm({"1.0.32-dev.5", "1.0.32-alpha.1"}) == "=><=");
  CHECK(by_cmake({"1.0.32-rc.1", "1.0.32"}) == "====");
}

TEST_CASE("spelling: Windows' numbers never descend") {
  const auto numbers = [](const Version& version) {
    std::vector<int> result;
    for (const std::string& part : split(windows_version(version), ','))
      result.push_back(std::stoi(part));
    return result;
  };
  const std::vector<Version> table = {
      state("1.0.31"),         state("1.0.31", 5),      state("1.0.31", 6, NEXT),
      state("1.0.31", 70000),  state("1.0.31", 140000), state("1.0.32-rc.1"),
      state("1.0.32-rc.1", 3), state("1.0.32"),         state("1.0.32", 1)};
  for (std::size_t i = 1; i < table.size(); ++i) CHECK(numbers(table[i - 1]) <= numbers(table[i]));
}
