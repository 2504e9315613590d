// SPDX-License-Identifier: Apache-2.0
#include <built.hpp>
#include <cstdlib>
#include <deb/dependencies.hpp>

using namespace shipit;

namespace {

Entry at(const std::string& path, Entry entry) {
  entry.path = path;
  return entry;
}

constexpr const char* uses_ours = "int ours(void); int main(void) { return ours(); }";

// A library and a program that wants it.
struct Pair {
  Entry library;
  Entry program;
};

Pair pair(const Scratch& scratch) {
  return {built(scratch, "libours.so.1", "int ours(void) { return 1; }",
                {"-shared", "-fPIC", "-Wl,-soname,libours.so.1"}),
          built(scratch, "prog", uses_ours, {"libours.so.1", "-Wl,-rpath,$ORIGIN/../lib/hello"})};
}

}  // namespace

TEST_CASE("dependencies: what dpkg-shlibdeps finds for a program") {
  const Scratch scratch;
  const StagedTree tree(
      {at("bin/hello", built(scratch, "hello", "int main(void) { return 0; }", {})),
       made_file("bin/script", "#!/bin/sh\n", "")},
      "/usr");
  const std::vector<std::string> found = shared_library_relations({tree, scratch / "work"});
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0], Catch::StartsWith("libc6"));
  CHECK(std::filesystem::is_empty(scratch / "work"));
}

TEST_CASE("dependencies: the tree's own libraries need no package") {
  const Scratch scratch;
  const Pair ours = pair(scratch);
  const StagedTree tree(
      {at("bin/prog", ours.program),
       at("lib/hello/libours.so.1.2", ours.library),
       {.path = "lib/hello/libours.so.1", .kind = EntryKind::symlink, .target = "libours.so.1.2"}},
      "/usr");
  for (const std::string& relation : shared_library_relations({tree, scratch / "work"}))
    CHECK_THAT(relation, Catch::StartsWith("libc6"));
}

TEST_CASE("dependencies: a library that nothing provides is refused") {
  const Scratch scratch;
  const StagedTree tree({at("bin/prog", pair(scratch).program)}, "/usr");
  CHECK_THAT(refusal([&] {
               shared_library_relations({tree, scratch / "work"});
             }),
             Catch::StartsWith("nothing provides the library 'libours.so.1'\n"
                               "'/usr/bin/prog' needs it\n"
                               "install the Debian package that has it, or install() it"));
}

TEST_CASE("dependencies: a library that no package owns is refused") {
  const Scratch scratch;
  const Pair ours = pair(scratch);
  // As if it had been found in /usr/local.
  const StagedTree tree(
      {at("bin/prog", built(scratch, "stray", uses_ours,
                            {"libours.so.1", "-Wl,-rpath," + scratch.path().native()}))},
      "/usr");
  CHECK_THAT(refusal([&] {
               shared_library_relations({tree, scratch / "work"});
             }),
             Catch::StartsWith("no Debian package has the library '") &&
                 Catch::Contains("libours.so.1'\n'/usr/bin/prog' needs it\n"
                                 "build against Debian's own package of it"));
}

TEST_CASE("dependencies: without ELF files nothing is run") {
  const StagedTree tree({made_file("bin/script", "#!/bin/sh\n", "")}, "/usr");
  CHECK(shared_library_relations({tree, "/nonexistent/never/made"}).empty());
}

TEST_CASE("dependencies: without dpkg-shlibdeps the way out is told") {
  const Scratch scratch;
  const StagedTree tree({made_file("bin/program",
                                   "\x7f"
                                   "ELF and so on",
                                   "")},
                        "/usr");
  const std::string path = getenv("PATH");
  setenv("PATH", scratch.path().c_str(), 1);
  const std::string text = refusal([&] { shared_library_relations({tree, scratch / "work"}); });
  setenv("PATH", path.c_str(), 1);
  CHECK(
      text ==
      "cannot tell which libraries the package depends on: no dpkg-shlibdeps here\n"
      "apt install dpkg-dev, or give shipit_package() SHLIBDEPS OFF and name the DEPENDS yourself");
}

TEST_CASE("dependencies: texts of dpkg-shlibdeps") {
  CHECK(
      parse_substvars("shlibs:Recommends=x\nshlibs:Depends=zlib1g (>= 1:1.2), libc6 (>= 2.36)\n") ==
      std::vector<std::string>{"libc6 (>= 2.36)", "zlib1g (>= 1:1.2)"});
  CHECK(parse_substvars("").empty());
  CHECK(refusal([] { fail_shlibdeps("dpkg-shlibdeps: error: something new\n"); }) ==
        "dpkg-shlibdeps cannot tell what the package depends on\n"
        "it said:\ndpkg-shlibdeps: error: something new\n"
        "give shipit_package() SHLIBDEPS OFF and name the DEPENDS yourself");
}
