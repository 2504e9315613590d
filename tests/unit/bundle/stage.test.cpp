// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <bundle/project.hpp>

using namespace shipit;
using Catch::Contains;

TEST_CASE("stage: below the prefix and at an absolute place, in one tree") {
  const Project project(
      "install(FILES a.ini DESTINATION etc/hello)\n"
      "install(PROGRAMS b.ini DESTINATION bin)\n"
      "install(FILES b.ini DESTINATION /etc/hello)\n"
      "install(DIRECTORY web/ DESTINATION share/hello)\n"
      "install(DIRECTORY DESTINATION /var/lib/hello)\n"
      "install(CODE [[file(CREATE_LINK ../etc/hello/a.ini "
      "$ENV{DESTDIR}/usr/share/conf SYMBOLIC)]])\n");
  const StagedTree tree = project.stage();
  std::vector<std::string> paths;
  for (const Entry& entry : tree.entries()) paths.push_back(entry.path);
  CHECK(paths == std::vector<std::string>{"bin", "bin/b.ini", "etc", "etc/hello", "etc/hello/a.ini",
                                          "etc/hello/b.ini", "share", "share/conf", "share/hello",
                                          "share/hello/css", "share/hello/css/x.css", "var",
                                          "var/lib", "var/lib/hello"});
  CHECK(tree.find("bin/b.ini")->mode == 0755);
  CHECK(tree.find("etc/hello/a.ini")->mode == 0644);
  CHECK(tree.find("etc/hello/a.ini")->size == 1);
  CHECK(tree.find("share/conf")->target == "../etc/hello/a.ini");
  CHECK(tree.find("etc/hello/b.ini")->origin.text() ==
        "'b.ini', from install(FILES) in CMakeLists.txt");
  CHECK(tree.find("share/hello/css/x.css")->origin.text() ==
        "'web/css/x.css', from install(DIRECTORY) in CMakeLists.txt");
}

TEST_CASE("stage: below a prefix of its own") {
  const Project project(
      "install(PROGRAMS b.ini DESTINATION bin)\n"
      "install(FILES a.ini DESTINATION /etc/opt)\n");
  const StagedTree tree = project.stage("/opt/hello");
  CHECK(tree.find("bin/b.ini") != nullptr);
  CHECK(tree.find("etc/opt/a.ini") != nullptr);
  CHECK(tree.find("opt") == nullptr);
}

TEST_CASE("stage: what no run of the rules left there goes, a user's manifest stays") {
  const Project project("install(FILES a.ini DESTINATION etc)\n");
  project.scratch().write("stage/usr/stale", "old");
  project.stage();
  CHECK_FALSE(std::filesystem::exists(project.scratch() / "stage/usr/stale"));
  CHECK_FALSE(std::filesystem::exists(project.build() / "install_manifest.txt"));
  project.scratch().write("b/install_manifest.txt", "/usr/local/bin/mine\n");
  project.stage();
  CHECK(read_file(project.build() / "install_manifest.txt") == "/usr/local/bin/mine\n");
}

TEST_CASE("stage: a manifest that a killed run has put aside is the user's") {
  const Project project("install(FILES a.ini DESTINATION etc)\n");
  project.scratch().write("b/install_manifest.txt", "of the killed run");
  project.scratch().write("b/install_manifest.txt.shipit-kept", "/usr/local/bin/mine\n");
  project.stage();
  CHECK(read_file(project.build() / "install_manifest.txt") == "/usr/local/bin/mine\n");
  CHECK_FALSE(std::filesystem::exists(project.build() / "install_manifest.txt.shipit-kept"));
}

TEST_CASE("stage: two rules for one place are refused, with lines where CMake tells them") {
  const Project project(
      "install(FILES a.ini DESTINATION etc/hello RENAME hello.ini)\n"
      "install(FILES b.ini DESTINATION etc/hello RENAME hello.ini)\n");
  const std::string help = "\ngive one of them another DESTINATION";
  CHECK(project.refused() ==
        "two files want 'etc/hello/hello.ini'\n"
        "one is 'a.ini', from install(FILES) in CMakeLists.txt\n"
        "the other is 'b.ini', from install(FILES) in CMakeLists.txt" +
            help);
  project.ask_file_api();
  CHECK(project.refused() ==
        "two files want 'etc/hello/hello.ini'\n"
        "one is 'a.ini', from install(FILES) in CMakeLists.txt:3\n"
        "the other is 'b.ini', from install(FILES) in CMakeLists.txt:4" +
            help);
}

TEST_CASE("stage: two places that become one in the tree are refused in the same words") {
  const Project project(
      "install(FILES a.ini DESTINATION etc/hello RENAME hello.ini)\n"
      "install(FILES b.ini DESTINATION /etc/hello RENAME hello.ini)\n");
  project.ask_file_api();
  CHECK(project.refused() ==
        "two files want 'etc/hello/hello.ini'\n"
        "one is 'b.ini', from install(FILES) in CMakeLists.txt:4\n"
        "the other is 'a.ini', from install(FILES) in CMakeLists.txt:3\n"
        "give one of them another DESTINATION");
}

TEST_CASE("stage: rules that install the same bytes don't quarrel") {
  const Project project(
      "install(FILES a.ini DESTINATION etc RENAME x)\n"
      "install(FILES same.ini DESTINATION etc RENAME x)\n"
      "install(DIRECTORY web DESTINATION share)\n"
      "install(FILES web/css/x.css DESTINATION share/web/css)\n");
  CHECK(project.stage().find("etc/x")->size == 1);
}

TEST_CASE("stage: a rule that only install(CODE) knows is still counted") {
  const Project project(
      "install(FILES a.ini DESTINATION etc RENAME x)\n"
      "install(CODE [[file(INSTALL ${CMAKE_CURRENT_LIST_DIR}/../src/b.ini "
      "DESTINATION /usr/etc RENAME x)]])\n");
  CHECK_THAT(project.refused(),
             Contains("one is 'a.ini', from install(FILES) in CMakeLists.txt\n"
                      "the other is from an install() rule that CMake does not name"));
}

TEST_CASE("stage: a failing rule is refused with what it said") {
  const Project project(
      "install(FILES a.ini DESTINATION etc)\n"
      "install(CODE [[message(STATUS \"checking\")\n"
      "message(FATAL_ERROR \"no licence server\")]])\n");
  CHECK_THAT(project.refused(), Contains("the project's install rules failed\ncmake said:\n") &&
                                    Contains("-- checking") && Contains("no licence server") &&
                                    !Contains("Installing"));
  const Project missing("install(FILES nowhere.ini DESTINATION etc)\n");
  CHECK_THAT(missing.refused(), Contains("cannot find") && Contains("nowhere.ini") &&
                                    Contains("build the project first"));
}

TEST_CASE("stage: rules that have to run may be stopped, and only those are") {
  const Project project(
      "install(FILES a.ini DESTINATION etc)\n"
      "install(FILES b.ini DESTINATION etc)\n");
  StageRequest request = project.request();
  int asked = 0;
  request.before_rules = [&] {
    ++asked;
    throw Error("not now");
  };
  CHECK(refusal([&] { stage(request); }) == "not now\n");
  CHECK_FALSE(std::filesystem::exists(request.stage / "usr"));
  project.stage();
  CHECK(stage(request).find("etc/a.ini") != nullptr);
  CHECK(asked == 1);
}

TEST_CASE("stage: a FIFO is refused before CMake waits for it, a socket and a device after") {
  const Project project("install(DIRECTORY web DESTINATION share)\n");
  REQUIRE(mkfifo((project.source() / "web/pipe").c_str(), 0600) == 0);
  CHECK_THAT(project.refused(),
             Contains("/src/web/pipe': it is a FIFO\n"
                      "it is 'web', from install(DIRECTORY) in CMakeLists.txt\n"
                      "keep it out of what is installed; a service can make it on the host"));
  const Project made(
      "install(CODE [[execute_process(COMMAND mkfifo $ENV{DESTDIR}/pipe)]])\n"
      "install(FILES a.ini DESTINATION etc)\n");
  CHECK_THAT(made.refused(), Contains("stage/pipe': it is a FIFO"));
}

TEST_CASE("stage: what no package may own, and nothing at all, are refused") {
  const Project project("install(FILES a.ini DESTINATION /run/hello)\n");
  CHECK(project.refused() ==
        "cannot package '/run': no package may own it\n"
        "install below the prefix, /etc, /var, /opt or /srv");
  const Project empty("install(DIRECTORY DESTINATION share/empty)\n");
  CHECK_THAT(empty.refused(),
             Contains("there is nothing to package: the project installs no file"));
  const Scratch scratch;
  CHECK_THAT(refusal([&] {
               shipit::stage(
                   {.script = STAGE_SCRIPT, .build = scratch.path(), .stage = scratch / "stage"});
             }),
             Contains("is not a build folder that CMake configured\n"
                      "configure and build the project first"));
}

TEST_CASE("stage: a symlink that leads to itself is refused by its name") {
  const Project project(
      "install(FILES loop DESTINATION share)\ninstall(FILES a.ini DESTINATION etc)\n");
  std::filesystem::create_symlink("loop", project.source() / "loop");
  CHECK_THAT(project.refused(), Catch::Contains("loop"));
}

TEST_CASE("stage: rules that remove the stage are refused") {
  const Project project(
      "install(FILES a.ini DESTINATION etc)\n"
      "install(CODE [[file(REMOVE_RECURSE $ENV{DESTDIR})]])\n");
  CHECK_THAT(project.refused(),
             Contains("cannot read the folder") && Contains("the install rules left none"));
}
