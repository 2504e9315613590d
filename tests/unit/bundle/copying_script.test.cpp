// SPDX-License-Identifier: Apache-2.0
#include <bundle/copying_script.hpp>
#include <bundle/project.hpp>

using namespace shipit;

namespace {

// What CMake makes of install() rules.
bool copies(const std::string& rules) {
  const Project project(rules);
  return copying_script(read_file(project.build() / "cmake_install.cmake")).has_value();
}

}  // namespace

TEST_CASE("copying script: rules for files and folders") {
  CHECK(copies(R"--(
install(FILES a.ini DESTINATION etc RENAME c.ini OPTIONAL)
install(FILES a.ini b.ini DESTINATION /etc/hello COMPONENT one)
install(PROGRAMS a.ini DESTINATION bin PERMISSIONS OWNER_READ)
install(DIRECTORY DESTINATION var/empty)
install(DIRECTORY web DESTINATION share USE_SOURCE_PERMISSIONS FILES_MATCHING
        PATTERN *.css PATTERN old EXCLUDE REGEX y PERMISSIONS OWNER_READ)
file(WRITE ${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt "install(FILES x DESTINATION x)")
add_subdirectory(sub)
)--"));
}

TEST_CASE("copying script: a program's, with its RPATH and a strip that nobody asks for") {
  const std::string strip = R"(execute_process(COMMAND "/usr/bin/strip" "${file}"))";
  CHECK(copying_script(R"(
  if(EXISTS "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/hello" AND
     NOT IS_SYMLINK "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/hello")
    file(RPATH_CHANGE
         FILE "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/hello"
         OLD_RPATH "/b:"
         NEW_RPATH "\$ORIGIN/../lib")
    if(CMAKE_INSTALL_DO_STRIP)
      )" + strip + "\n    endif()\n  endif()\n"));
  CHECK_FALSE(copying_script(strip + "\n"));
}

TEST_CASE("copying script: whatever else somebody has it do") {
  const std::string code = GENERATE(
      as<std::string>(), R"(file(WRITE "$ENV{DESTDIR}/usr/x" x))", "execute_process(COMMAND date)",
      R"(file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/x" TYPE FILE FILES ${found}))",
      R"(file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/x" TYPE FILE FILES "$ENV{HOME}/x"))",
      "file(GLOB found /etc/*)", R"(set(CMAKE_INSTALL_PREFIX "$ENV{HOME}"))",
      R"(include("/x.cmake"))", R"(if(EXISTS "/etc/passwd"))", "foo()",
      R"(file(INSTALL DESTINATION "/x" TYPE FILE FILES "/a" FOLLOW_SYMLINK_CHAIN))",
      R"(file(INSTALL DESTINATION "/x" TYPE FILE FILES "/a" /b))",
      R"(file(INSTALL DESTINATION "/x" TYPE FILE FILES "/a" ${found}))",
      R"(file(INSTALL DESTINATION "/x" TYPE FILE FILES "/a") file(GLOB found /x))",
      R"(if(NOT DEFINED CMAKE_X AND EXISTS "/etc/flag"))",
      R"(if(EXISTS "$ENV{DESTDIR}/x" OR EXISTS "/etc/flag"))",
      R"(if(EXISTS "$ENV{DESTDIR}/../flag" AND NOT IS_SYMLINK "$ENV{DESTDIR}/../flag"))",
      R"(if(EXISTS "${file}" AND EXISTS "/etc/flag"))", R"(foreach(file "/etc/flag"))",
      R"(if(CMAKE_INSTALL_CONFIG_NAME MATCHES "x" OR EXISTS "/etc/flag"))",
      R"(if("$ENV{HOME}" STREQUAL "x"))", R"(message(STATUS "Install " ${x}))",
      R"(set(CMAKE_INSTALL_MODE "SYMLINK"))", R"(file(RPATH_REMOVE FILE "/usr/bin/x"))",
      "#[[\nendif()]]", R"(include( "/x/cmake_install.cmake"))");
  CHECK_FALSE(copying_script(code + "\n"));
  CHECK_FALSE(copies("install(CODE [==[" + code + "]==])\n"));
}

TEST_CASE("copying script: what shipit_add_assets() has looked at before it is copied") {
  const auto plans = [](const std::string& program, const std::string& arguments) {
    return copying_script("execute_process(\n  COMMAND " + program + " " + arguments +
                          " [==[/b/a \"b\" ]/plan.json]==]\n  RESULT_VARIABLE code)\n"
                          "if(NOT code STREQUAL \"0\")\n  message(FATAL_ERROR \"no\")\nendif()\n")
        .value_or(CopyingScript{})
        .asset_plans;
  };
  const std::vector<std::string> one{"/b/a \"b\" ]/plan.json"};
  CHECK(plans("[==[/opt/x y/bin/shipit]==]", "assets check --plan") == one);
  CHECK(plans("\"/bin/shipit\"", "assets check --plan") == one);
  CHECK(plans("[==[/bin/ship]==]", "assets check --plan").empty());
  CHECK(plans("/bin/shipit", "assets check --plan").empty());
  CHECK(plans("[==[/bin/shipit]==]", "assets --plan").empty());
  CHECK(plans("[==[${x}/shipit]==]", "assets check --plan").empty());
  CHECK(plans("[==[/bin/shipit]=]", "assets check --plan").empty());
}
