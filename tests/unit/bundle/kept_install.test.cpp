// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/stamp.hpp>
#include <bundle/project.hpp>
#include <chrono>
#include <thread>

using namespace shipit;

namespace {

// Longer than a tick of any file system's clock: what changed before it is not taken for racy.
void pass_a_tick() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

std::vector<std::string> paths_of(const StagedTree& tree) {
  std::vector<std::string> paths;
  for (const Entry& entry : tree.entries()) paths.push_back(entry.path);
  return paths;
}

// Rules that were carried out once.
class Kept : public Project {
 public:
  explicit Kept(const std::string& rules) : Project(rules) {
    pass_a_tick();
    first = paths_of(stage());
  }

  // Whether staging again needs CMake.
  bool runs() const {
    pass_a_tick();
    StageRequest again = request();
    again.script = "/there/is/no/such/script";
    try {
      const std::vector<std::string> paths = paths_of(shipit::stage(again));
      CHECK(paths == first);
      return false;
    } catch (const Error& error) {
      CHECK(error.message() == "the project's install rules failed");
      return true;
    }
  }
  // The same after `act`; what it comes to is what a fresh stage comes to.
  template <typename Act>
  bool runs_after(Act act) {
    CHECK_FALSE(runs());
    act();
    const bool ran = runs();
    pass_a_tick();
    first = paths_of(stage());
    return ran;
  }

  std::vector<std::string> first;
};

}  // namespace

TEST_CASE("kept install: CMake runs again when something it would copy has changed") {
  Kept project("install(FILES a.ini DESTINATION etc)\ninstall(DIRECTORY web DESTINATION share)\n");
  const Path web = project.source() / "web";
  const auto write = [&](const std::string& name) { project.scratch().write("src/" + name, name); };
  CHECK(project.runs_after([&] { write("web/new/y.css"); }));
  CHECK(project.runs_after([&] { chmod((web / "css/x.css").c_str(), 0600); }));
  CHECK(project.runs_after([&] { std::filesystem::create_symlink("css", web / "link"); }));
  CHECK(project.runs_after([&] { std::filesystem::create_directory(web / "empty"); }));
  CHECK(project.runs_after([&] { std::filesystem::remove(web / "new/y.css"); }));
  CHECK(project.runs_after([&] { std::filesystem::rename(web / "css", web / "style"); }));
  CHECK_FALSE(project.runs_after([&] { write("b.ini"); }));
}

TEST_CASE("kept install: what was edited of it is copied without CMake") {
  Kept project(
      "install(FILES a.ini DESTINATION etc PERMISSIONS OWNER_READ SETUID)\n"
      "install(FILES a.ini DESTINATION share)\n"
      "install(DIRECTORY web DESTINATION share)\n");
  const auto staged = [&](const char* path) { return project.scratch() / "stage" / path; };
  CHECK_FALSE(project.runs_after([&] { project.scratch().write("src/a.ini", "edited"); }));
  CHECK(read_file(staged("usr/etc/a.ini")) == "edited");
  CHECK(read_file(staged("usr/share/a.ini")) == "edited");
  struct stat status {};
  REQUIRE(stat(staged("usr/etc/a.ini").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 04400);
  CHECK(stamp_of(staged("usr/etc/a.ini"))->mtime == stamp_of(project.source() / "a.ini")->mtime);
  // As editors do it, which changes the folder as well.
  CHECK_FALSE(project.runs_after([&] {
    project.scratch().write("src/web/css/x.css.new", "new");
    std::filesystem::rename(project.source() / "web/css/x.css.new",
                            project.source() / "web/css/x.css");
  }));
  CHECK(read_file(staged("usr/share/web/css/x.css")) == "new");
}

TEST_CASE("kept install: CMake copies programs, and what two rules want") {
  Kept project(
      "install(FILES a.ini DESTINATION etc)\n"
      "install(FILES same.ini DESTINATION etc RENAME a.ini)\n"
      "install(FILES b.ini DESTINATION etc)\n");
  CHECK(project.runs_after([&] {
    project.scratch().write("src/b.ini",
                            "\x7f"
                            "ELF");
  }));
  CHECK(project.runs_after([&] { project.scratch().write("src/b.ini", "no more"); }));
  pass_a_tick();
  project.scratch().write("src/same.ini", "other");
  CHECK_THAT(project.refused(), Catch::Contains("two files want"));
}

TEST_CASE("kept install: and when the stage, or what is known of it, isn't as it was") {
  Kept project("install(DIRECTORY web DESTINATION share)\n");
  const Path& stage = project.scratch() / "stage";
  const Path file = stage / "usr/share/web/css/x.css";
  CHECK(project.runs_after([&] { write_file(file, "y"); }));
  CHECK(project.runs_after([&] { std::filesystem::remove(file); }));
  CHECK(project.runs_after([&] { write_file(stage / "usr/share/stray", "z"); }));
  CHECK(project.runs_after([&] { std::filesystem::remove_all(stage); }));
  CHECK(project.runs_after([&] { std::filesystem::remove(stage.native() + ".index"); }));
  CHECK(project.runs_after([&] { std::filesystem::remove(stage.native() + ".installed"); }));
  CHECK(project.runs_after([&] {
    const Path kept = stage.native() + ".installed";
    const std::string text = read_file(kept);
    write_file(kept, text.substr(0, text.size() - 2));
  }));
  for (const char* record : {".index", ".installed"})
    CHECK(project.runs_after([&] {
      const Path damaged = stage.native() + record;
      std::string text = read_file(damaged);
      text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
      write_file(damaged, text);
    }));
}

TEST_CASE("kept install: and when the rules are others") {
  Kept project("install(FILES a.ini DESTINATION etc)\n");
  CHECK(project.runs_after(
      [&] { project.set_rules("install(FILES a.ini b.ini DESTINATION etc)\n"); }));
  CHECK_FALSE(project.runs_after([] {}));
}

TEST_CASE("kept install: a script runs each time") {
  Kept script(
      "install(FILES a.ini DESTINATION etc)\n"
      "install(CODE [[file(WRITE \"$ENV{DESTDIR}/usr/share/made\" x)]])\n");
  CHECK(script.runs());
}

TEST_CASE("kept install: with several packages, each file is still in its own") {
  Kept project(
      "install(FILES a.ini DESTINATION etc COMPONENT one)\n"
      "install(DIRECTORY web DESTINATION share COMPONENT two)\n");
  StageRequest request = project.request();
  request.components = {"one", "two"};
  request.packages = {{"one", "first"}, {"two", "second"}};
  stage(request);
  pass_a_tick();
  request.script = "/there/is/no/such/script";
  const StagedTree tree = stage(request);
  CHECK(tree.find("etc/a.ini")->package == "first");
  CHECK(tree.find("share/web/css/x.css")->package == "second");
}
