// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <scratch.hpp>
#include <version/fields.hpp>
#include <version/hostile.hpp>
#include <version/template.hpp>

using namespace shipit;

namespace {

std::string filled(const char* text, const Version& version = tame_version("1.0.31", 5)) {
  return fill_template(text, version, "about.in");
}

}  // namespace

TEST_CASE("template: words become values, and all else stays") {
  CHECK(filled("v@VERSION@ (@VERSION_FULL@)\n") == "v1.0.31 (1.0.31+5.g0123456789ab)\n");
  CHECK(filled("@VERSION_MAJOR@@VERSION_MINOR@") == "10");
  CHECK(filled("@VERSION_DIRTY@ @VERSION_DISTANCE@ @VERSION_WINDOWS@") == "false 5 1,0,31,5");
  for (const char* text : {"", "@", "@@", "a@b.org", "a@b c@d", "@3@", "@x-y@", "${VERSION}",
                           "@VERSION:", "@VERSION:@", "@\nVERSION@", "end @VERSION"})
    CHECK(filled(text) == text);
  CHECK(filled("x@AT@y@AT@ @AT@VERSION@AT@") == "x@y@ @VERSION@");
  CHECK(filled("a@b @VERSION@") == "a@b 1.0.31");
  for (const VersionField& field : fields(tame_version("1.0.31")))
    CHECK(filled(("@" + field.variable + "@").c_str(), tame_version("1.0.31")) == to_text(field));
}

TEST_CASE("template: a language makes a literal of any value") {
  const Version hostile = hostile_version();
  CHECK(filled("@VERSION_TAG:c@", hostile) == c_literal(hostile.tag));
  CHECK(filled("f(@VERSION_TAG:js@)", hostile) == "f(" + script_literal(hostile.tag) + ")");
  CHECK(filled("@VERSION_TAG:python@", hostile) == python_literal(hostile.tag));
  CHECK(filled("@VERSION_TAG:rc@", hostile) == resource_literal(hostile.tag));
  CHECK(filled("@VERSION_TAG:sh@ @VERSION_MAJOR:sh@") == "'v1.0.31' '1'");
  CHECK(filled("@VERSION_TAG:cmake@ @VERSION_TAG:json@") == "\"v1.0.31\" \"v1.0.31\"");
  // What a value brings along is not looked at again.
  CHECK(filled("@VERSION_TAG:sh@", hostile).find("@VERSION@") != std::string::npos);
}

TEST_CASE("template: what is wrong is named with its line") {
  CHECK(refusal([] { filled("one\n@VERSON@"); }) ==
        "'about.in' line 2: unknown word @VERSON@, did you mean @VERSION@?\n"
        "there are AT, VERSION_FULL, VERSION_NUMBER, VERSION, VERSION_MAJOR, VERSION_MINOR, "
        "VERSION_PATCH, VERSION_TWEAK, VERSION_PRERELEASE, VERSION_DEBIAN, VERSION_PEP440, "
        "VERSION_WINDOWS, VERSION_TAG, VERSION_DISTANCE, VERSION_COMMIT, VERSION_SHORT_COMMIT, "
        "VERSION_COMMIT_EPOCH, VERSION_DIRTY, VERSION_SCHEME, VERSION_SOURCE; write @AT@ for a '@' "
        "of your own");
  CHECK(refusal([] {
          filled("\n\n@something_else_altogether@");
        }).starts_with("'about.in' line 3: unknown word @something_else_altogether@\nthere are"));
  CHECK(refusal([] { filled("@VERSION:ada@"); }) ==
        "'about.in' line 1: there is no literal of 'ada'\n"
        "there are c, cmake, js, json, python, rc, sh");
  Version version = tame_version("1.0.0");
  version.tag = "v1\"; evil";
  CHECK(refusal([&] { filled("x @VERSION_TAG@", version); }) ==
        "'about.in' line 1: the value of @VERSION_TAG@ could break what stands around it\n"
        "it is 'v1\"; evil'\n"
        "write it as a literal, with its quotes: @VERSION_TAG:c@; the languages are c, cmake, js, "
        "json, python, rc, sh");
}
