// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <base/text.hpp>
#include <scratch.hpp>
#include <version/fields.hpp>
#include <version/hostile.hpp>
#include <version/render.hpp>

using namespace shipit;

namespace {

std::string said(const Scratch& scratch, std::vector<std::string> words) {
  const Outcome outcome = run({.words = std::move(words), .folder = scratch.path()});
  INFO(outcome.err);
  CHECK(outcome.status == 0);
  CHECK_FALSE(std::filesystem::exists(scratch / "pwned"));
  return outcome.out;
}

// Hostile, and not even UTF-8: what comes out is to have U+FFFD there.
Version broken() {
  Version version = hostile_version();
  version.tag += "\xff\xed\xa0\x80.";
  return version;
}

std::string expected(const Version& version) {
  return semver(version) + "|" + mended_utf8(version.tag) + "|" + version.commit + "|4";
}

}  // namespace

TEST_CASE("render_script: UTF-8 is mended where it is broken") {
  CHECK(mended_utf8("a\xff z") == "a\xef\xbf\xbd z");
  CHECK(mended_utf8("a\xc3") == "a\xef\xbf\xbd");
  CHECK(mended_utf8("\xc3\xa9") == "\xc3\xa9");
}

TEST_CASE("render_script: Python says the version, and no text leaves its literal") {
  const Scratch scratch;
  const std::string program =
      "import sys\nsys.stdout.buffer.write(f'{version}|{tag}|{commit}|{distance}'.encode())\n";
  scratch.write("v.py", render_python(broken()) + program);
  CHECK(said(scratch, {"python3", "-I", "v.py"}) == expected(broken()));
  const std::string tame = render_python(tame_version("1.0.32-rc.1"));
  CHECK(tame.find("pep440 = \"1.0.32rc1\"\n") != std::string::npos);
  CHECK(tame.find("dirty = False\n") != std::string::npos);
}

TEST_CASE(
    "render_script: JavaScript of both kinds says the version, and no text leaves its literal") {
  const Scratch scratch;
  scratch.write("v.mjs", render_javascript(broken(), ModuleKind::es));
  scratch.write("v.cjs", render_javascript(broken(), ModuleKind::commonjs));
  const std::string print =
      "process.stdout.write(`${v.version}|${v.tag}|${v.commit}|${v.distance}`)";
  scratch.write("es.mjs", "import * as v from './v.mjs'\n" + print);
  scratch.write("common.cjs", "const v = require('./v.cjs')\n" + print);
  CHECK(said(scratch, {"node", "es.mjs"}) == expected(broken()));
  CHECK(said(scratch, {"node", "common.cjs"}) == expected(broken()));
  // Also good inside a page.
  CHECK(read_file(scratch / "v.mjs").find('<') == std::string::npos);
}

TEST_CASE("render_script: JSON parses, and no text leaves its string") {
  const Scratch scratch;
  scratch.write("v.json", to_text(to_json(broken())));
  scratch.write("print.cjs",
                "const v = JSON.parse(require('fs').readFileSync('v.json', 'utf8'))\n"
                "process.stdout.write(`${v.version}|${v.tag}|${v.commit}|${v.distance}`)");
  CHECK(said(scratch, {"node", "print.cjs"}) == expected(broken()));
}

TEST_CASE("render_script: literals of sh and CMake hold every text") {
  const Scratch scratch;
  const std::string text = hostile_text() + "'\\;[[;]]";
  scratch.write("v.sh", "printf %s " + shell_literal(text));
  CHECK(said(scratch, {"sh", "v.sh"}) == text);
  // CMake reads a carriage return before a line end as a part of it.
  const std::string readable = replace_all(text, "\r\n", "\n");
  scratch.write("v.cmake", "set(v " + cmake_literal(readable) + ")\nfile(WRITE out \"${v}\")\n");
  said(scratch, {"cmake", "-P", "v.cmake"});
  CHECK(read_file(scratch / "out") == readable);
}
