// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <base/stamp.hpp>
#include <bundle/project.hpp>
#include <tick.hpp>

using namespace shipit;

namespace {

std::vector<std::string> paths_of(const StagedTree& tree) {
  std::vector<std::string> paths;
  for (const Entry& entry : tree.entries()) paths.push_back(entry.path);
  return paths;
}

// Whom modes bind, and who owns what is in `folder`.
class Unprivileged {
 public:
  explicit Unprivileged(const Path& folder) {
    if (geteuid() != 0) return;
    constexpr uid_t nobody = 65534;
    REQUIRE(chown(folder.c_str(), nobody, 0) == 0);
    for (const auto& one : std::filesystem::recursive_directory_iterator(folder))
      REQUIRE(lchown(one.path().c_str(), nobody, 0) == 0);
    REQUIRE(seteuid(nobody) == 0);
    is_root_ = true;
  }
  ~Unprivileged() {
    if (is_root_) CHECK(seteuid(0) == 0);
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  bool is_root_ = false;
};

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

TEST_CASE("kept install: assets that a rule checks are checked when they are copied") {
  Scratch scratch;
  const Path program = scratch / "shipit";
  const Path plan = scratch / "plan.json";
  write_file(program, "#!/bin/sh\n", 0755);
  Kept project("install(CODE \"execute_process(COMMAND [==[" + program.native() +
               "]==] assets check --plan [==[" + plan.native() +
               "]==] RESULT_VARIABLE code)\")\n"
               "install(DIRECTORY web DESTINATION share)\n");
  CHECK(project.runs_after([&] { project.scratch().write("src/web/css/x.css", "edited"); }));
  CHECK(project.runs_after([&] { write_file(plan, "another"); }));
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

TEST_CASE("kept install: a source of which one copy is not known for sure is CMake's") {
  Kept project(
      "install(FILES a.ini DESTINATION share/hello COMPONENT runtime)\n"
      "install(FILES a.ini DESTINATION share/hello COMPONENT dev)\n"
      "install(FILES a.ini DESTINATION share/licenses/hello COMPONENT dev)\n"
      "install(FILES b.ini DESTINATION etc)\n");
  const auto staged = [&](const char* path) {
    return read_file(project.scratch() / "stage/usr" / path);
  };
  CHECK(project.runs_after([&] { project.scratch().write("src/a.ini", "edited"); }));
  CHECK(staged("share/hello/a.ini") == "edited");
  CHECK(staged("share/licenses/hello/a.ini") == "edited");
  CHECK_FALSE(project.runs_after([&] { project.scratch().write("src/b.ini", "edited too"); }));
  CHECK(staged("etc/b.ini") == "edited too");
}

TEST_CASE("kept install: two files for one place are refused, also when one is copied elsewhere") {
  Kept project(
      "install(FILES a.ini DESTINATION etc)\n"
      "install(FILES same.ini DESTINATION etc RENAME a.ini)\n"
      "install(FILES same.ini DESTINATION share)\n");
  CHECK_FALSE(project.runs());
  pass_a_tick();
  project.scratch().write("src/same.ini", "other");
  CHECK_THAT(project.refused(), Catch::Contains("two files want"));
}

TEST_CASE("kept install: a folder that its rule makes read-only is CMake's") {
  Kept project(
      "install(DIRECTORY web DESTINATION share\n"
      "        DIRECTORY_PERMISSIONS OWNER_READ OWNER_EXECUTE)\n");
  const Path folder = project.scratch() / "stage/usr/share/web/css";
  {
    const Unprivileged user(project.scratch().path());
    pass_a_tick();
    project.stage();
    CHECK(project.runs_after([&] { project.scratch().write("src/web/css/x.css", "edited"); }));
  }
  CHECK(read_file(folder / "x.css") == "edited");
  CHECK((std::filesystem::status(folder).permissions() & std::filesystem::perms::owner_write) ==
        std::filesystem::perms::none);
}

TEST_CASE("kept install: a folder that is left out may be a closed one") {
  Kept project("install(DIRECTORY web DESTINATION share PATTERN closed EXCLUDE)\n");
  project.scratch().write("src/web/closed/a", "a");
  const Unprivileged user(project.scratch().path());
  using std::filesystem::perms;
  const Path closed = project.source() / "web/closed";
  std::filesystem::permissions(closed, perms::owner_read);
  pass_a_tick();
  CHECK(paths_of(project.stage()) == project.first);
  CHECK_FALSE(project.runs());
  std::filesystem::permissions(closed, perms::owner_all);
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
