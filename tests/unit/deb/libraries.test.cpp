// SPDX-License-Identifier: Apache-2.0
#include <built.hpp>
#include <deb/libraries.hpp>
#include <symlink.hpp>

using namespace shipit;

namespace {

Entry of(const std::string& package, Entry entry) {
  entry.package = package;
  return entry;
}

Entry library(const Scratch& scratch, const std::string& path, const std::string& soname) {
  return built(scratch, path, "int ours(void) { return 1; }",
               {"-shared", "-fPIC", "-Wl,-soname," + soname});
}

Entry program(const Scratch& scratch, const std::string& runpath) {
  return built(scratch, "bin/prog", "int ours(void); int main(void) { return ours(); }",
               {"libours.so.1.2", "-Wl,-rpath," + runpath});
}

}  // namespace

TEST_CASE("libraries: the package that has what a program is linked with") {
  const Scratch scratch;
  const auto needed = [&](const std::string& folder, const std::string& runpath) {
    const Entry ours = library(scratch, folder + "/libours.so.1.2", "libours.so.1");
    const StagedTree tree(
        {of("libours1", ours), of("libours1", a_link(folder + "/libours.so.1", "libours.so.1.2")),
         of("prog", program(scratch, runpath)), of("other", made_file("share/x", "x", ""))},
        "/usr");
    CHECK(library_packages(tree, "libours1").empty());
    CHECK(library_packages(tree, "other").empty());
    return library_packages(tree, "prog");
  };
  const std::set<std::string> found{"libours1"};
  CHECK(needed("lib", "/nowhere") == found);
  CHECK(needed("lib/x86_64-linux-gnu", "/nowhere") == found);
  CHECK(needed("lib/hello", "$ORIGIN/../lib/hello") == found);
  CHECK(needed("lib/hello", "/usr/lib/hello") == found);
  CHECK(needed("lib/hello", "/nowhere").empty());
}

TEST_CASE("libraries: what others may link with is in shlibs") {
  const Scratch scratch;
  const StagedTree tree({library(scratch, "lib/libours.so.1.2", "libours.so.1"),
                         library(scratch, "lib/libmore-2.5.so", "libmore-2.5.so"),
                         library(scratch, "lib/plain.so", "plain.so"),
                         library(scratch, "lib/hello/inner.so.3", "inner.so.3")},
                        "/usr");
  CHECK(shlibs_text(tree, "ours (>= 1)") == "libmore 2.5 ours (>= 1)\nlibours 1 ours (>= 1)\n");
  CHECK(has_public_libraries(tree));
  const StagedTree inner({library(scratch, "lib/hello/inner.so.3", "inner.so.3")}, "/usr");
  CHECK_FALSE(has_public_libraries(inner));
}

TEST_CASE("libraries: what is for one architecture only") {
  const Scratch scratch;
  const auto for_all = [](Entry entry) {
    return is_for_all_architectures(StagedTree({std::move(entry)}, "/usr"));
  };
  CHECK(for_all(made_file("share/a", "text", "")));
  CHECK(for_all(made_file("lib/cmake/a/aConfig.cmake", "text", "")));
  CHECK(for_all(a_link("share/b", "a")));
  CHECK_FALSE(for_all(built(scratch, "bin/x", "int main(void) { return 0; }", {})));
  CHECK_FALSE(for_all(made_file("lib/liba.a", "!<arch>\n", "")));
  CHECK_FALSE(for_all(a_link("lib/liba.so", "liba.so.1")));
  CHECK_FALSE(for_all(made_file("lib/x86_64-linux-gnu/pkgconfig/a.pc", "text", "")));
}
