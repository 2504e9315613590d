// SPDX-License-Identifier: Apache-2.0
#include <base/stamp.hpp>
#include <bundle/debug_file.hpp>
#include <bundle/debug_tree.hpp>
#include <bundle/elf.hpp>
#include <bundle/project.hpp>
#include <bundle/strip_rules.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

constexpr const char* stripping_script = R"(
    if(CMAKE_INSTALL_DO_STRIP)
      execute_process(COMMAND "/usr/bin/strip" "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/m")
    endif()
  foreach(file
      "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/libl.so.1.0"
      "$ENV{DESTDIR}/opt/lib/libl.so.1"
      )
    if(EXISTS "${file}" AND
       NOT IS_SYMLINK "${file}")
      if(CMAKE_INSTALL_DO_STRIP)
        execute_process(COMMAND "/usr/bin/strip" -x "${file}")
      endif()
    endif()
  endforeach()
if(CMAKE_INSTALL_DO_STRIP)
  message(STATUS "of the project's own")
endif()
)";

// Installs a program with symbols.
const char* const rules =
    "enable_language(C)\n"
    "file(WRITE ${CMAKE_BINARY_DIR}/m.c \"int main(void) { return 0; }\")\n"
    "add_executable(m ${CMAKE_BINARY_DIR}/m.c)\n"
    "install(TARGETS m RUNTIME DESTINATION bin)\n"
    "install(FILES a.ini DESTINATION etc)\n";

bool has_symbols(const Path& program) {
  return run({.words = {"nm", program.native()}}).out.find(" main\n") != std::string::npos;
}

}  // namespace

TEST_CASE("strip rules: what an install script strips, and how") {
  CHECK(read_strip_rules(stripping_script, "/usr") ==
        std::vector<StripRule>{{{"/usr/bin/strip"}, "/usr/bin/m"},
                               {{"/usr/bin/strip", "-x"}, "/usr/lib/libl.so.1.0"},
                               {{"/usr/bin/strip", "-x"}, "/opt/lib/libl.so.1"}});
}

TEST_CASE("strip rules: a program is stripped once, and stays while it is the same") {
  const Project project(rules);
  StageRequest request = project.request();
  request.strip = Strip::yes;
  const auto build = [&] {
    REQUIRE(run({.words = {CMAKE_PROGRAM, "--build", project.build().native()}}).status == 0);
  };
  build();
  const Path stripped = stage(request).find("bin/m")->source;
  CHECK_FALSE(has_symbols(stripped));
  CHECK(has_symbols(project.scratch() / "stage/usr/bin/m"));
  CHECK(stage(request).find("bin/m")->mode == 0755);
  const auto before = stamp_of(stripped);
  REQUIRE(before);
  stage(request);
  CHECK(stamp_of(stripped) == before);
  project.scratch().write("stage-stripped/usr/bin/m", "damaged");
  CHECK(stage(request).find("bin/m")->size == before->size);
  project.scratch().write("b/m.c", "int f(void) { return 1; } int main(void) { return f(); }");
  build();
  stage(request);
  CHECK(stamp_of(stripped) != before);
  CHECK(project.stage().find("bin/m")->source == project.scratch() / "stage/usr/bin/m");
  CHECK_FALSE(std::filesystem::exists(stripped));
}

TEST_CASE("strip rules: debug information is split off once, and comes back when it is lost") {
  const Project project("set(CMAKE_BUILD_TYPE Debug)\n" + std::string(rules) +
                        "install(TARGETS m DESTINATION sbin)\n");
  StageRequest request = project.request();
  request.strip = Strip::yes;
  request.objcopy = "objcopy";
  REQUIRE(run({.words = {CMAKE_PROGRAM, "--build", project.build().native()}}).status == 0);
  const std::string id = debuggable_build_id(project.build() / "m");
  REQUIRE(id.size() == 40);
  CHECK(debuggable_build_id(project.source() / "a.ini").empty());
  const StagedTree tree = stage(request);
  CHECK(debuggable_build_id(tree.find("bin/m")->source).empty());
  const StagedTree debug = debug_files(tree);
  CHECK(build_ids(debug) == std::vector<std::string>{id});
  const Path split = debug.find("lib/debug/" + debug_path(id))->source;
  CHECK(debuggable_build_id(split) == id);
  const auto before = stamp_of(split);
  stage(request);
  CHECK(stamp_of(split) == before);
  const std::string bytes = read_file(split);
  std::filesystem::remove(split);
  stage(request);
  CHECK(read_file(split) == bytes);
  request.objcopy.clear();
  CHECK(build_ids(debug_files(stage(request))).empty());
  CHECK_FALSE(std::filesystem::exists(split));
}

TEST_CASE("strip rules: a program that cannot be stripped is refused with strip's words") {
  const Scratch scratch;
  scratch.write("text", "no program");
  CHECK_THAT(refusal([&] {
               const StripRule rule{{"/usr/bin/strip"}, "/usr/bin/m"};
               strip_file({.rule = rule, .from = scratch / "text", .to = scratch / "out"});
             }),
             Contains("cannot strip '/usr/bin/m'\n/usr/bin/strip said:\n") &&
                 Contains("file format not recognized") &&
                 Contains("set CMAKE_STRIP to the toolchain's own, or CPACK_STRIP_FILES to OFF"));
  CHECK_FALSE(std::filesystem::exists(scratch / "out"));
}
