// SPDX-License-Identifier: Apache-2.0
#include <built.hpp>
#include <bundle/needs.hpp>
#include <bundle/unresolved.hpp>

using namespace shipit;

namespace {

Entry at(const std::string& path, Entry entry) {
  entry.path = path;
  return entry;
}

// prog needs libouter.so.1, which needs libinner.so.1.
struct Chain {
  Entry inner;
  Entry outer;
  Entry program;
};

Chain chain(const Scratch& scratch, const std::string& tags) {
  return {built(scratch, "libinner.so.1", "int inner(void) { return 1; }",
                {"-shared", "-fPIC", "-Wl,-soname,libinner.so.1"}),
          built(scratch, "libouter.so.1", "int inner(void); int outer(void) { return inner(); }",
                {"-shared", "-fPIC", "-Wl,-soname,libouter.so.1", "libinner.so.1"}),
          built(scratch, "prog", "int outer(void); int main(void) { return outer(); }",
                {"libouter.so.1", "-Wl,-rpath,$ORIGIN/../lib/hello", "-Wl,-rpath-link,.", tags})};
}

const DependencyRules dependency_rules{.files = {"/build/prog"}, .promised = {R"(^lib(c|m)\.so)"}};
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("needs: an RPATH holds for what is loaded, a RUNPATH doesn't") {
  const Scratch scratch;
  for (const bool inherited : {true, false}) {
    const Chain files =
        chain(scratch, inherited ? "-Wl,--disable-new-dtags" : "-Wl,--enable-new-dtags");
    const StagedTree tree(
        {at("bin/prog", files.program), at("lib/hello/libouter.so.1", files.outer),
         at("lib/hello/libinner.so.1", files.inner)},
        "/usr");
    const Lines unmet = unmet_needs(tree, dependency_rules, Unpacked::anywhere);
    CHECK(unmet == (inherited ? Lines{}
                              : Lines{"'lib/hello/libouter.so.1' needs 'libinner.so.1', and does "
                                      "not look where it is, in 'lib/hello'"}));
  }
}

TEST_CASE("needs: symlinks are followed, and what is promised is not looked for") {
  const Scratch scratch;
  const Chain files = chain(scratch, "-Wl,--disable-new-dtags");
  const StagedTree tree({at("bin/prog", files.program),
                         at("lib/libouter.so.1.2", files.outer),
                         {.path = "lib/hello/libouter.so.1",
                          .kind = EntryKind::symlink,
                          .target = "../libouter.so.1.2"}},
                        "/usr");
  CHECK(unmet_needs(tree, dependency_rules, Unpacked::anywhere) ==
        Lines{"'lib/libouter.so.1.2' needs 'libinner.so.1', which is not in the package"});
  CHECK(unmet_needs(tree, {.files = {"/build/prog"}, .promised = {"^libc", "^libinner"}},
                    Unpacked::anywhere)
            .empty());
  CHECK(unmet_needs(tree, {.files = {"/build/other"}}, Unpacked::anywhere).empty());
}

TEST_CASE("needs: at its prefix a tree's lib is searched by the loader") {
  const Scratch scratch;
  const Chain files = chain(scratch, "-Wl,--enable-new-dtags");
  const StagedTree tree({at("bin/prog", files.program), at("lib/libouter.so.1", files.outer),
                         at("lib/libinner.so.1", files.inner)},
                        "/usr");
  CHECK(unmet_needs(tree, dependency_rules, Unpacked::at_prefix).empty());
  CHECK(unmet_needs(tree, dependency_rules, Unpacked::anywhere).size() == 1);
}

TEST_CASE("dependency rules: as CMake's install script has them") {
  const std::vector<std::string> scripts{R"(
if(NOT CMAKE_INSTALL_COMPONENT)
  file(GET_RUNTIME_DEPENDENCIES
    RESOLVED_DEPENDENCIES_VAR _CMAKE_DEPS
    EXECUTABLES
      "/b/prog"
    LIBRARIES
      "/b/libx.so"
    PRE_EXCLUDE_REGEXES
      "^lib(gcc_s|stdc\\+\\+)\\.so"
    POST_EXCLUDE_REGEXES
      "^/b/"
    )
  foreach(_CMAKE_TMP_dep IN LISTS _CMAKE_DEPS)
    file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/lib/hello" TYPE SHARED_LIBRARY FILES ${_CMAKE_TMP_dep}
      FOLLOW_SYMLINK_CHAIN)
  endforeach()
)"};
  const DependencyRules found = read_dependency_rules(scripts);
  CHECK(found.files == std::vector<Path>{"/b/libx.so", "/b/prog"});
  CHECK(found.promised == Lines{R"(^lib(gcc_s|stdc\+\+)\.so)"});
  CHECK(dependency_folders(scripts, "/usr") == Lines{"/usr/lib/hello"});
  CHECK(read_dependency_rules({"install"}).files.empty());
}

TEST_CASE("unresolved: another complaint of CMake's is none of libraries") {
  CHECK_FALSE(dependency_error("CMake Error: file INSTALL cannot find \"x\"", {}));
  const auto error = dependency_error(
      "CMake Error at x:1 (file):\n  file Could not resolve runtime dependencies:\n\n    liba.so\n"
      "    libb.so\n",
      {});
  REQUIRE(error);
  CHECK(error->message() ==
        "nothing has the library 'liba.so' that RUNTIME_DEPENDENCIES is to bundle");
  CHECK(error->notes() == Lines{"nor the library 'libb.so'"});
}
