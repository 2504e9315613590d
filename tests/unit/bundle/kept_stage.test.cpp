// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>

#include <base/sealed.hpp>
#include <base/stamp.hpp>
#include <bundle/kept_stage.hpp>
#include <bundle/project.hpp>
#include <csignal>
#include <tick.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

void set_mtime(const Path& path, std::int64_t mtime) {
  constexpr std::int64_t second = 1'000'000'000;
  const std::array<timespec, 2> times{timespec{mtime / second, mtime % second},
                                      timespec{mtime / second, mtime % second}};
  REQUIRE(utimensat(AT_FDCWD, path.c_str(), times.data(), 0) == 0);
}

// Whether the file at `name` in the stage is the one that was there before `act`.
template <typename Act>
bool stays(const Project& project, const std::string& name, Act act) {
  pass_a_tick();
  project.stage();
  const auto inode = stamp_of(project.scratch() / "stage" / name)->inode;
  // Takes the inode that a removed file would leave to its successor.
  const std::string link = (project.scratch() / "held").native();
  std::filesystem::create_hard_link(project.scratch() / "stage" / name, link);
  act();
  pass_a_tick();
  project.stage();
  const auto after = stamp_of(project.scratch() / "stage" / name);
  std::filesystem::remove(link);
  return after && after->inode == inode;
}

std::string staged(const Project& project, const std::string& name) {
  return read_file(project.scratch() / "stage" / name);
}

}  // namespace

TEST_CASE("kept stage: an unchanged file stays untouched, a changed one is copied") {
  const Project project("install(FILES a.ini b.ini DESTINATION etc)\n");
  CHECK(stays(project, "usr/etc/a.ini", [&] { project.scratch().write("src/b.ini", "new"); }));
  CHECK(staged(project, "usr/etc/b.ini") == "new");
  CHECK_FALSE(stays(project, "usr/etc/a.ini", [&] { project.scratch().write("src/a.ini", "z"); }));
  CHECK(staged(project, "usr/etc/a.ini") == "z");
}

TEST_CASE("kept stage: a change under the same size and times is seen, as CMake would not") {
  const Project project("install(FILES a.ini DESTINATION etc)\n");
  const Path file = project.source() / "a.ini";
  const std::int64_t mtime = stamp_of(file)->mtime;
  CHECK_FALSE(stays(project, "usr/etc/a.ini", [&] {
    project.scratch().write("src/a.ini", "x");
    set_mtime(file, mtime);
  }));
  CHECK(staged(project, "usr/etc/a.ini") == "x");
}

TEST_CASE("kept stage: what was edited while the rules ran is copied by the next run") {
  const Project project(
      "install(FILES a.ini DESTINATION etc)\n"
      "set(here \"${CMAKE_CURRENT_SOURCE_DIR}\")\n"
      "install(CODE \"file(WRITE ${here}/a.ini c)\n"
      "  execute_process(COMMAND touch -r ${here}/b.ini ${here}/a.ini)\")\n");
  for (const char* name : {"a.ini", "b.ini"}) set_mtime(project.source() / name, 1'000'000'000);
  project.stage();
  CHECK(staged(project, "usr/etc/a.ini") == "a");
  CHECK(read_file(project.source() / "a.ini") == "c");
  project.stage();
  CHECK(staged(project, "usr/etc/a.ini") == "c");
}

TEST_CASE("kept stage: a file that somebody edited in the stage is copied again") {
  const Project project("install(FILES a.ini DESTINATION etc)\n");
  CHECK_FALSE(stays(project, "usr/etc/a.ini", [&] {
    std::filesystem::remove(project.scratch() / "stage/usr/etc/a.ini");
    project.scratch().write("stage/usr/etc/a.ini", "edited");
  }));
  CHECK(staged(project, "usr/etc/a.ini") == "a");
}

TEST_CASE("kept stage: renamed and removed files go, with folders that no rule wants") {
  const Project project("install(DIRECTORY web DESTINATION share)\n");
  project.scratch().write("src/web/old/y.css", "y");
  pass_a_tick();
  project.stage();
  std::filesystem::remove_all(project.source() / "web/old");
  project.scratch().write("src/web/css/z.css", "z");
  std::filesystem::remove(project.source() / "web/css/x.css");
  const StagedTree tree = project.stage();
  CHECK(tree.find("share/web/old") == nullptr);
  CHECK(tree.find("share/web/css/x.css") == nullptr);
  CHECK(tree.find("share/web/css/z.css") != nullptr);
  std::filesystem::remove(project.source() / "web/css/z.css");
  project.scratch().write("src/web/x", "x");
  CHECK(project.stage().find("share/web/css") != nullptr);  // it is still there to be copied
  project.set_rules("install(FILES a.ini DESTINATION etc RENAME other.ini)\n");
  const StagedTree renamed = project.stage();
  CHECK(renamed.find("share") == nullptr);
  CHECK(renamed.find("etc/other.ini") != nullptr);
}

TEST_CASE("kept stage: modes follow the rules") {
  const Project project("install(DIRECTORY web DESTINATION share USE_SOURCE_PERMISSIONS)\n");
  pass_a_tick();
  CHECK(project.stage().find("share/web/css/x.css")->mode == 0644);
  REQUIRE(chmod((project.source() / "web/css/x.css").c_str(), 0755) == 0);
  CHECK(project.stage().find("share/web/css/x.css")->mode == 0755);
  project.set_rules("install(DIRECTORY web DESTINATION share FILE_PERMISSIONS OWNER_READ)\n");
  CHECK(project.stage().find("share/web/css/x.css")->mode == 0644);
}

TEST_CASE("kept stage: what scripts write is made anew each time") {
  const Project project(
      "install(FILES a.ini b.ini DESTINATION etc)\n"
      "install(CODE [[file(APPEND $ENV{DESTDIR}/usr/etc/a.ini \"+\")\n"
      "file(APPEND $ENV{DESTDIR}/usr/etc/made \"line\")\n"
      "file(CREATE_LINK a.ini $ENV{DESTDIR}/usr/etc/link SYMBOLIC)]])\n");
  CHECK(stays(project, "usr/etc/b.ini", [] {}));
  CHECK(staged(project, "usr/etc/a.ini") == "a+");
  CHECK(staged(project, "usr/etc/made") == "line");
  CHECK(project.stage().find("etc/link")->target == "a.ini");
  project.set_rules("install(FILES a.ini DESTINATION etc)\n");
  CHECK(project.stage().find("etc/made") == nullptr);
  CHECK(staged(project, "usr/etc/a.ini") == "a");
}

TEST_CASE("kept stage: neither CMAKE_INSTALL_MODE nor CMAKE_INSTALL_ALWAYS gets in") {
  const Project project("install(FILES a.ini DESTINATION etc)\n");
  setenv("CMAKE_INSTALL_MODE", "ABS_SYMLINK", 1);
  setenv("CMAKE_INSTALL_ALWAYS", "1", 1);
  const bool kept = stays(project, "usr/etc/a.ini", [] {});
  unsetenv("CMAKE_INSTALL_MODE");
  unsetenv("CMAKE_INSTALL_ALWAYS");
  CHECK(kept);
}

TEST_CASE("kept stage: only the components that were asked for") {
  const Project project(
      "install(FILES a.ini DESTINATION etc COMPONENT one)\n"
      "install(FILES b.ini DESTINATION etc COMPONENT two)\n"
      "install(FILES same.ini DESTINATION etc COMPONENT three)\n");
  project.scratch().write("b/install_manifest_one.txt", "/usr/local/etc/mine\n");
  StageRequest request = project.request();
  request.components = {"one", "three"};
  const StagedTree tree = stage(request);
  CHECK(tree.find("etc/a.ini") != nullptr);
  CHECK(tree.find("etc/same.ini") != nullptr);
  CHECK(tree.find("etc/b.ini") == nullptr);
  CHECK(read_file(project.build() / "install_manifest_one.txt") == "/usr/local/etc/mine\n");
  CHECK_FALSE(std::filesystem::exists(project.build() / "install_manifest_three.txt"));
  CHECK(project.stage().find("etc/b.ini") != nullptr);
}

TEST_CASE("kept stage: a record cut short, or a stage half written, is no ground to build on") {
  const Project project("install(FILES a.ini b.ini DESTINATION etc)\n");
  pass_a_tick();
  project.stage();
  const Path record = project.scratch() / "stage.index";
  const std::string whole = read_sealed(record).value();
  CHECK(parse_stage_record(whole));
  for (std::size_t size = 0; size + 1 < whole.size(); ++size)
    CHECK_FALSE(parse_stage_record(std::string_view(whole).substr(0, size)));
  project.scratch().write("stage/usr/etc/b.ini", "");  // as a killed copy leaves it
  std::filesystem::remove(record);
  CHECK(project.stage().entries().size() == 3);
  CHECK(staged(project, "usr/etc/b.ini") == "b");
}

TEST_CASE("kept stage: a symlink in the place of the stage leads nowhere") {
  const Project project("install(FILES a.ini DESTINATION etc)\n");
  std::filesystem::create_directories(project.scratch() / "elsewhere");
  std::filesystem::create_directory_symlink("elsewhere", project.scratch() / "stage");
  project.stage();
  CHECK(std::filesystem::is_empty(project.scratch() / "elsewhere"));
}

TEST_CASE("kept stage: what was learnt of a file is known while it stays") {
  const Project project("install(FILES a.ini b.ini DESTINATION etc)\n");
  pass_a_tick();
  const StagedTree tree = project.stage();
  const Facts facts{.sha256 = std::string(32, '\x5a'),
                    .sum = std::string(16, '\x5b'),
                    .md5 = std::string(16, '\xa5'),
                    .pieces = {{3, std::string(32, '1'), std::string(16, '2')},
                               {7, std::string(32, '\0'), std::string(16, '\0')}}};
  for (const char* path : {"etc/a.ini", "etc/b.ini"}) {
    CHECK(tree.find(path)->facts->sha256.empty());
    *tree.find(path)->facts = facts;
  }
  remember_facts(project.scratch() / "stage", tree);
  project.scratch().write("src/b.ini", "B");
  const StagedTree again = project.stage();
  CHECK(again.find("etc/a.ini")->facts->sha256 == facts.sha256);
  CHECK(again.find("etc/a.ini")->facts->sum == facts.sum);
  CHECK(again.find("etc/a.ini")->facts->md5 == facts.md5);
  CHECK(again.find("etc/a.ini")->facts->pieces == facts.pieces);
  CHECK(again.find("etc/b.ini")->facts->sha256.empty());
}

namespace {

const char* const two_packages =
    "install(FILES a.ini DESTINATION share/one COMPONENT one)\n"
    "install(DIRECTORY DESTINATION share/empty COMPONENT two)\n"
    "install(FILES b.ini DESTINATION share/both COMPONENT two)\n"
    "install(CODE [[file(WRITE $ENV{DESTDIR}/usr/share/both/made \"x\")]] COMPONENT two)\n"
    "install(FILES a.ini DESTINATION share/both RENAME c.ini COMPONENT one)\n";

StageRequest in_two_packages(const Project& project) {
  StageRequest request = project.request();
  request.components = {"one", "two"};
  request.packages = {{"one", "hello"}, {"two", "hello-data"}};
  return request;
}

}  // namespace

TEST_CASE("kept stage: each file is of its component's package, the first time and again") {
  const Project project(two_packages);
  const StageRequest request = in_two_packages(project);
  for (int i = 0; i < 2; ++i) {
    pass_a_tick();
    const StagedTree tree = stage(request);
    const auto package = [&](const char* path) { return tree.find(path)->package; };
    CHECK(package("share/one/a.ini") == "hello");
    CHECK(package("share/both/c.ini") == "hello");
    CHECK(package("share/both/b.ini") == "hello-data");
    CHECK(package("share/both/made") == "hello-data");
    CHECK(package("share/empty") == "hello-data");
    CHECK(package("share/both").empty());
    const StagedTree part = part_of(tree, "hello-data");
    CHECK(part.find("share/both/made") != nullptr);
    CHECK(part.find("share/empty") != nullptr);
    CHECK(part.find("share/one") == nullptr);
  }
}

TEST_CASE("kept stage: a path in two packages is refused by both names") {
  const Project project(std::string(two_packages) +
                        "install(FILES a.ini DESTINATION share/one COMPONENT two)\n");
  CHECK_THAT(refusal([&] { stage(in_two_packages(project)); }),
             Contains("'share/one/a.ini' would be in two packages, 'hello' and 'hello-data'"));
}
