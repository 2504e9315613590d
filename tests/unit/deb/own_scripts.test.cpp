// SPDX-License-Identifier: Apache-2.0
#include <base/process.hpp>
#include <base/text.hpp>
#include <deb/own_scripts.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

const ScriptParts ours{.before_postinst = "echo before\n",
                       .postinst = "echo after\n",
                       .prerm = "echo stop\n",
                       .postrm = "echo forget\n"};

Outcome run_script(const std::string& text, const std::string& word) {
  const Scratch scratch;
  write_file(scratch / "script", text, 0755);
  return run({.words = {"./script", word}, .folder = scratch.path()});
}

Scripts with(const std::string& text) {
  const OwnScript own{"own", text};
  return merged_scripts(ours, {.preinst = own, .postinst = own, .prerm = own, .postrm = own});
}

std::string refused_script(const std::string& text) {
  const Scratch scratch;
  scratch.write("debian/postinst", text);
  return refusal([&] { read_own_script(scratch / "debian/postinst"); });
}

}  // namespace

TEST_CASE("own scripts: both parts run, in the order that is promised") {
  const Scripts scripts = with("#!/bin/sh -e\necho \"own $1\"\nexit 0\n");
  CHECK(run_script(scripts.preinst, "install").out == "own install\n");
  CHECK(run_script(scripts.postinst, "configure").out == "before\nown configure\nafter\n");
  CHECK(run_script(scripts.prerm, "remove").out == "stop\nown remove\n");
  CHECK(run_script(scripts.postrm, "purge").out == "forget\nown purge\n");
}

TEST_CASE("own scripts: their failure ends the whole, with their exit code") {
  Outcome outcome = run_script(with("exit 7").postinst, "configure");
  CHECK(outcome.status == 7);
  CHECK(outcome.out == "before\n");
  outcome = run_script(with("false\necho on\n").postinst, "configure");  // set -e holds for them
  CHECK(outcome.status == 1);
  CHECK(outcome.out == "before\n");
  CHECK(run_script(with("# nothing\n").postinst, "configure").out == "before\nafter\n");
}

TEST_CASE("own scripts: #DEBHELPER# says where ours belong") {
  CHECK(with("#!/bin/sh\nset -e\necho one\n#DEBHELPER#\necho two\n").postinst ==
        "#!/bin/sh\nset -e\necho one\necho before\necho after\n\necho two\n");
}

TEST_CASE("own scripts: bash stays bash, alone they may be anything") {
  CHECK(run_script(with("#!/bin/bash\na=(x y)\necho ${#a[@]}\n").prerm, "remove").out ==
        "stop\n2\n");
  const std::string perl = "#!/usr/bin/perl\nprint 1;\n";
  CHECK(merged_scripts({}, {.postinst = {"own", perl}}).postinst == perl);
  CHECK(refusal([&] { with(perl); }) ==
        "the maintainer script 'own' is no shell script, it begins '#!/usr/bin/perl'\n"
        "the package's units, users or folders need a part of the same script\n"
        "write it in sh; it may call another program that the package installs");
  const Scripts none = merged_scripts({}, {});
  CHECK((none.preinst + none.postinst + none.prerm + none.postrm).empty());
}

TEST_CASE("own scripts: what the shell can't read is refused") {
  CHECK_THAT(refused_script("if true; then\n"),
             Catch::StartsWith("the maintainer script 'postinst' is not one that sh can read\n") &&
                 Catch::EndsWith("\nmend it; sh -n says where it breaks"));
  CHECK_THAT(refused_script("echo a\n)\necho b\n(\n"),
             Catch::Contains("is not one that sh can read"));
  // Its end would be looked for in our part.
  CHECK_THAT(refused_script("#!/bin/sh\ncat <<END\nopen\n"),
             Catch::Contains("is not one that sh can read"));
  CHECK_THAT(refusal([] { read_own_script("/nonexistent/postinst"); }),
             Catch::Contains("/nonexistent/postinst"));
}
