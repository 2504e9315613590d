// SPDX-License-Identifier: Apache-2.0
#include <bundle/install_rules.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

constexpr const char* install_script = R"(# Install script for directory: /src/app

if(CMAKE_INSTALL_COMPONENT STREQUAL "Unspecified" OR NOT CMAKE_INSTALL_COMPONENT)
  file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/etc/hello" TYPE FILE RENAME "b.ini" FILES "/src/app/a (1).ini")
endif()
  file(INSTALL DESTINATION "/etc/hello" TYPE PROGRAM FILES
    "/src/app/x"
    "/src/y"
    )
  file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/share/d" TYPE DIRECTORY FILES "/src/web/" REGEX "/[^/]*\\.in$" EXCLUDE)
  file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/share" TYPE DIRECTORY FILES "/src/doc")
  file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/bin" TYPE EXECUTABLE FILES "/b/hello")

  # Include the install script for each subdirectory.
  include("/b/sub/cmake_install.cmake")
)";

const InstallContext script_context{.source = "/src", .prefix = "/usr"};

}  // namespace

TEST_CASE("install rules: what an install script copies where") {
  const std::vector<InstallRule> rules = read_install_script(install_script, script_context);
  REQUIRE(rules.size() == 5);
  CHECK(rules[0].where == "install(FILES) in app/CMakeLists.txt");
  REQUIRE(rules[0].copies.size() == 1);
  CHECK(rules[0].copies[0].from == "/src/app/a (1).ini");
  CHECK(rules[0].copies[0].to == "/usr/etc/hello/b.ini");
  CHECK(rules[1].where == "install(PROGRAMS) in app/CMakeLists.txt");
  REQUIRE(rules[1].copies.size() == 2);
  CHECK(rules[1].copies[1].to == "/etc/hello/y");
  REQUIRE(rules[2].copies.size() == 1);
  CHECK(rules[2].copies[0].from == "/src/web");
  CHECK(rules[2].copies[0].to == "/usr/share/d");
  CHECK(rules[2].copies[0].folder);
  CHECK(rules[3].copies[0].to == "/usr/share/doc");
  CHECK(rules[4].where == "install(TARGETS) in app/CMakeLists.txt");
  CHECK(included_scripts(install_script) == std::vector<Path>{"/b/sub/cmake_install.cmake"});
}

TEST_CASE("install rules: a name like an option is a name") {
  const std::vector<InstallRule> rules = read_install_script(
      R"(file(INSTALL DESTINATION "/etc/a FILES b" TYPE FILE RENAME "c FILES" FILES "/src/a REGEX b")
file(INSTALL DESTINATION "/etc" TYPE DIRECTORY FILES "/src/x) REGEX y" "/src/z" REGEX "/q$" EXCLUDE))",
      script_context);
  REQUIRE(rules.size() == 2);
  REQUIRE(rules[0].copies.size() == 1);
  CHECK(rules[0].copies[0].from == "/src/a REGEX b");
  CHECK(rules[0].copies[0].to == "/etc/a FILES b/c FILES");
  REQUIRE(rules[1].copies.size() == 2);
  CHECK(rules[1].copies[0].from == "/src/x) REGEX y");
  CHECK(rules[1].copies[1].from == "/src/z");
}

TEST_CASE("install rules: who puts a file where it is") {
  const Scratch scratch;
  scratch.write("web/css/a.css", "");
  const InstallRule rule{"install(DIRECTORY) in CMakeLists.txt:3",
                         {{scratch / "web", "/usr/share/d", true}}};
  const InstallContext here{.source = scratch.path(), .prefix = "/usr"};
  const auto from = source_for(rule, "/usr/share/d/css/a.css");
  REQUIRE(from.has_value());
  CHECK(origin_of(rule, *from, here) ==
        "'web/css/a.css', from install(DIRECTORY) in CMakeLists.txt:3");
  CHECK_FALSE(source_for(rule, "/usr/share/d/b.css").has_value());
  CHECK_FALSE(source_for(rule, "/usr/share/dd").has_value());
}
