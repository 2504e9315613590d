// SPDX-License-Identifier: Apache-2.0
#include <bump/remote.hpp>
#include <bump/settings.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

std::string declaration(const Path& source, const std::string& prefix = "v") {
  return R"({"source": ")" + source.native() + R"(", "tagPrefix": ")" + prefix +
         R"(", "remote": "", "branches": ["main"], "files": ["VERSION"], "preTag": ["make", "a b"],
             "postPush": [], "sign": true, "tagOnly": false})";
}

}  // namespace

TEST_CASE("settings: what shipit_add_release() declared") {
  const Scratch scratch;
  scratch.write("release.json", declaration("/x"));
  const ReleaseSettings settings = read_release_settings(scratch / "release.json");
  CHECK(settings.source == "/x");
  CHECK(settings.tag_prefix == "v");
  CHECK(settings.files == std::vector<std::string>{"VERSION"});
  CHECK(settings.pre_tag == std::vector<std::string>{"make", "a b"});
  CHECK(settings.signing == Signing::always);
  CHECK(settings.making == Making::commit_and_tag);
  scratch.write("release.json", "{}");
  CHECK_THAT(refusal([&] { read_release_settings(scratch / "release.json"); }),
             Contains("'source' is missing in '" + (scratch / "release.json").native() + "'"));
}

TEST_CASE("settings: the build folder that a declaration is in") {
  const Scratch scratch;
  const Path top = scratch / "top";
  make_folders(top / "src");
  CHECK(!find_declaration(top));

  scratch.write("top/build/dev/shipit/release.json", declaration(scratch.path()));
  CHECK(!find_declaration(top));  // another project's
  scratch.write("top/build/dev/shipit/release.json", declaration(top));
  CHECK(find_declaration(top) == top / "build/dev/shipit/release.json");
  scratch.write("top/cmake-build/shipit/release.json", declaration(top));
  CHECK(find_declaration(top));  // the same, twice
  scratch.write("top/cmake-build/shipit/release.json", declaration(top, "w"));
  CHECK_THAT(refusal([&] { find_declaration(top); }),
             Contains("build folders declare different releases") &&
                 Contains("'build/dev/shipit/release.json' is not the same as "
                          "'cmake-build/shipit/release.json'"));

  CHECK(!declaration_around(top / "build/dev/sub"));
  scratch.write("top/build/dev/CMakeCache.txt", "");
  CHECK(declaration_around(top / "build/dev/sub") == top / "build/dev/shipit/release.json");
}

TEST_CASE("settings: a declaration that nobody configured") {
  const Scratch scratch;
  scratch.write("CMakeLists.txt", "# shipit_add_release() perhaps\n");
  CHECK(!find_declaration(scratch.path()));
  scratch.write("CMakeLists.txt", "  shipit_add_release(FILES VERSION)\n");
  CHECK_THAT(refusal([&] { find_declaration(scratch.path()); }),
             Contains("CMakeLists.txt calls shipit_add_release(), and no build folder") &&
                 Contains("configure first (cmake -B build)"));
}

TEST_CASE("remote: a url is shown without who logs in, and with what") {
  CHECK(shown_url("https://me:secret@example.org/a.git") == "https://example.org/a.git");
  CHECK(shown_url("https://me:p@ss@example.org/a@b") == "https://example.org/a@b");
  CHECK(shown_url("https://example.org/a@b") == "https://example.org/a@b");
  CHECK(shown_url("git@example.org:a.git") == "git@example.org:a.git");
  CHECK(shown_url("/srv/a.git") == "/srv/a.git");
}
