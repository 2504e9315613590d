// SPDX-License-Identifier: Apache-2.0
#include <bundle/file_api.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

const InstallContext reply_context{.source = "/src", .prefix = "/usr"};

void write_reply(const Scratch& scratch, const std::string& directory) {
  scratch.write(".cmake/api/v1/reply/index-1.json", "not read");
  scratch.write(".cmake/api/v1/reply/index-2.json",
                R"({"objects": [{"kind": "codemodel", "jsonFile": "model.json"}]})");
  scratch.write(".cmake/api/v1/reply/model.json", R"({"configurations": [
    {"name": "Debug", "directories": []},
    {"name": "Release", "directories": [{"jsonFile": "directory.json"}]}]})");
  scratch.write(".cmake/api/v1/reply/directory.json", directory);
}

}  // namespace

TEST_CASE("file API: rules with their lines; those of ShipIt by the call in the project") {
  const Scratch scratch;
  write_reply(scratch, R"({
    "backtraceGraph": {
      "commands": ["install", "shipit_install_configs"],
      "files": ["CMakeLists.txt", "/opt/ShipItConfigs.cmake", "src/CMakeLists.txt"],
      "nodes": [{"file": 0}, {"file": 0, "line": 12, "command": 1, "parent": 0},
                {"file": 1, "line": 40, "command": 0, "parent": 1},
                {"file": 2, "line": 7, "command": 0}]},
    "installers": [
      {"type": "file", "destination": "etc/a", "backtrace": 2, "paths": ["config/a.ini"]},
      {"type": "target", "destination": "bin", "backtrace": 3, "paths": ["src/hello"]},
      {"type": "directory", "destination": "/etc/d", "backtrace": 3,
       "paths": [{"from": "web", "to": "."}]},
      {"type": "code", "backtrace": 3}]})");
  const std::vector<InstallRule> rules = read_file_api(scratch.path(), "Release", reply_context);
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].where == "shipit_install_configs() in CMakeLists.txt:12");
  CHECK(rules[0].copies[0].from == "/src/config/a.ini");
  CHECK(rules[0].copies[0].to == "/usr/etc/a/a.ini");
  CHECK(rules[1].where == "install(TARGETS) in src/CMakeLists.txt:7");
  CHECK(rules[1].copies[0].from == scratch / "src/hello");
  CHECK(rules[2].copies[0].to == "/etc/d");
  CHECK(rules[2].copies[0].folder);
  CHECK(read_file_api(scratch.path(), "Debug", reply_context).empty());
}

TEST_CASE("file API: no reply is no rules, a broken one is refused") {
  const Scratch scratch;
  CHECK(read_file_api(scratch.path(), "", reply_context).empty());
  write_reply(scratch, R"({"installers": 3})");
  CHECK_THAT(refusal([&] { read_file_api(scratch.path(), "Release", reply_context); }),
             Catch::StartsWith("cannot understand the reply of CMake's File API") &&
                 Catch::EndsWith("remove '.cmake/api' from the build folder and configure again"));
}
