// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <bundle/hard_links.hpp>
#include <bundle/project.hpp>
#include <packing.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

std::vector<std::string> links_among(const std::vector<std::string>& paths) {
  HardLinks links;
  std::vector<Entry> entries;
  for (const std::string& path : paths) {
    links.add(1, 7, path);
    entries.push_back({.path = path});
  }
  links.settle(entries);
  std::vector<std::string> said;
  for (const Entry& entry : entries)
    if (!entry.link.empty()) said.push_back(entry.path + " -> " + entry.link);
  return said;
}

// One file under four names, three of them below the prefix, and a stripped one.
const char* const linking_rules = R"(install(PROGRAMS a.ini DESTINATION bin RENAME tool)
install(CODE [[
  set(root "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}")
  foreach(name IN ITEMS bin/an-older-name lib/helper)
    file(MAKE_DIRECTORY "${root}/lib")
    file(CREATE_LINK "${root}/bin/tool" "${root}/${name}")
  endforeach()
  file(MAKE_DIRECTORY "$ENV{DESTDIR}/opt")
  file(CREATE_LINK "${root}/bin/tool" "$ENV{DESTDIR}/opt/tool")
]])
)";

}  // namespace

TEST_CASE("hard links: the first in packing order is the file") {
  CHECK(links_among({"bin/b", "bin/a", "bin/c"}) ==
        std::vector<std::string>{"bin/b -> bin/a", "bin/c -> bin/a"});
  CHECK(links_among({"bin/a"}).empty());
}

TEST_CASE("hard links: none between packages") {
  HardLinks links;
  std::vector<Entry> entries;
  for (const char* path : {"bin/a", "bin/b", "bin/c"}) {
    links.add(1, 7, path, std::string(path) == "bin/a" ? "one" : "other");
    entries.push_back({.path = path});
  }
  links.settle(entries);
  CHECK(entries[0].link.empty());
  CHECK(entries[1].link.empty());
  CHECK(entries[2].link == "bin/b");
}

TEST_CASE("hard links: none between folders that may be other file systems, none below etc") {
  CHECK(links_among({"etc/a", "etc/b", "bin/a", "var/a", "srv/a"}).empty());
  CHECK(links_among({"etc/a", "share/z", "bin/a", "opt/x/b", "opt/x/a"}) ==
        std::vector<std::string>{"share/z -> bin/a", "opt/x/b -> opt/x/a"});
}

TEST_CASE("hard links: those of the stage are found, in a kept one too") {
  const Project project(linking_rules);
  for (int run = 0; run < 2; ++run) {
    const StagedTree tree = project.stage();
    CHECK(tree.find("bin/an-older-name")->link.empty());
    CHECK(tree.find("bin/tool")->link == "bin/an-older-name");
    CHECK(tree.find("lib/helper")->link == "bin/an-older-name");
    CHECK(tree.find("opt/tool")->link.empty());
    CHECK(tree.find("bin/tool")->facts == tree.find("lib/helper")->facts);
    CHECK(sha256_of(*tree.find("bin/tool")) == sha256_of(*tree.find("opt/tool")));
  }
}

TEST_CASE("hard links: both packages keep them, and state their file's bytes once") {
  const Project project(linking_rules);
  const StagedTree tree = project.stage();
  const Path out = project.scratch() / "out";
  write_archive({.tree = tree, .folder = "hello", .output = out / "a.tar.zst"});
  write_deb({.tree = tree,
             .fields = {.package = "hello",
                        .version = "1.0",
                        .architecture = "all",
                        .maintainer = "Ops <ops@example.org>",
                        .synopsis = "greets",
                        .description = "Greets."},
             .output = out / "a.deb"});
  const auto shell = [&](const std::string& line) {
    return run({.words = {"sh", "-ec", line}, .folder = out, .extra = {{"LC_ALL", "C"}}}).out;
  };
  const std::string archive = shell("tar -tvf a.tar.zst");
  CHECK_THAT(archive, Contains("hello/bin/tool link to hello/bin/an-older-name\n"));
  CHECK_THAT(archive, Contains("hello/lib/helper link to hello/bin/an-older-name\n"));
  CHECK_THAT(archive, Contains("hello/opt/tool\n"));
  const std::string deb = shell("dpkg-deb --fsys-tarfile a.deb | tar -tv");
  CHECK_THAT(deb, Contains("./usr/bin/tool link to ./usr/bin/an-older-name\n"));
  CHECK_THAT(deb, Contains("./opt/tool\n"));
  CHECK(shell("dpkg-deb -x a.deb x; cd x; find usr/bin/tool usr/lib/helper -printf '%n '") ==
        "3 3 ");
  // As dpkg's own tools count: the bytes once, the sums for every name.
  CHECK_THAT(shell("dpkg-deb -I a.deb control"), Contains("Installed-Size: 12\n"));
  CHECK(shell("dpkg-deb -I a.deb md5sums | grep -c "
              "'\\(bin/tool\\|older-name\\|helper\\|opt/tool\\)$'") == "4\n");
}

TEST_CASE("hard links: a stripped file is stripped under all its names") {
  const Project project(
      "install(PROGRAMS a.ini DESTINATION bin RENAME tool)\n"
      "install(CODE [[file(CREATE_LINK \"$ENV{DESTDIR}/usr/bin/tool\" "
      "\"$ENV{DESTDIR}/usr/bin/again\")]])\n");
  std::filesystem::copy_file("/proc/self/exe", project.source() / "a.ini",
                             std::filesystem::copy_options::overwrite_existing);
  StageRequest request = project.request();
  const StagedTree whole = stage(request);
  CHECK(whole.find("bin/tool")->link == "bin/again");
  // The rule as CMake writes it for a target (strip_rules.hpp).
  project.scratch().write("b/cmake_install.cmake",
                          read_file(project.build() / "cmake_install.cmake") +
                              "if(CMAKE_INSTALL_DO_STRIP)\n  execute_process(COMMAND "
                              "\"/usr/bin/strip\" \"$ENV{DESTDIR}/usr/bin/tool\")\nendif()\n");
  request.strip = Strip::yes;
  const StagedTree stripped = stage(request);
  CHECK(stripped.find("bin/tool")->link == "bin/again");
  CHECK(stripped.find("bin/again")->size < whole.find("bin/again")->size);
  CHECK(stripped.find("bin/again")->size == stripped.find("bin/tool")->size);
}
