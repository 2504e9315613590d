// SPDX-License-Identifier: Apache-2.0
#include <cli/package_state.hpp>
#include <cstdlib>
#include <tick.hpp>
#include <version/checkout.hpp>
#include <version/update.hpp>

using namespace shipit;

namespace {

// A checkout with a tag and a commit beyond it, and a plan for it.
struct Project {
  Scratch scratch;
  GitCheckout checkout{scratch / "src"};
  PackagePlan plan{};

  Project() {
    write("hello.sh", "hello");
    write("lib/part.sh", "part");
    checkout.git({"add", "."});
    checkout.commit();
    checkout.git({"tag", "1.0.0"});
    checkout.commit();
    plan.version_rules.source = checkout.folder();
    plan.license_file = write("../LICENSE", "terms");
    plan.debs.resize(2);
    plan.debs[1].control_files["postinst"] = write("../postinst", "true");
    plan.assets.push_back(
        {.manifest = "m", .public_path = "/", .output = (scratch / "$<CONFIG>/tree").native()});
    pass_a_tick();
  }

  Path write(const std::string& name, const std::string& text) const {
    const Path file = (checkout.folder() / name).lexically_normal();
    write_file(file, text);
    return file;
  }

  std::string state() const { return package_state(plan, "Release"); }
};

}  // namespace

TEST_CASE("package state: it is one while nothing changes") {
  const Project project;
  const std::string before = project.state();
  CHECK(project.state() == before);
  project.write("not-tracked", "x");
  CHECK(project.state() == before);
}

TEST_CASE("package state: it tells of the checkout") {
  const Project project;
  const std::string before = project.state();
  const GitCheckout& checkout = project.checkout;
  SECTION("an edited file") { project.write("lib/part.sh", "edit"); }
  SECTION("a removed file") { std::filesystem::remove(checkout.folder() / "lib/part.sh"); }
  SECTION("a commit") { checkout.commit(); }
  SECTION("a tag") { checkout.git({"tag", "1.0.1"}); }
  SECTION("a tag of a commit before it") { checkout.git({"tag", "0.9.0", "HEAD^"}); }
  SECTION("a moved tag") { checkout.git({"tag", "--force", "1.0.0", "HEAD"}); }
  SECTION("a branch that is switched to") { checkout.git({"switch", "-q", "-C", "b", "HEAD^"}); }
  SECTION("a commit in another's place") { checkout.git({"replace", "--graft", "HEAD"}); }
  SECTION("a configuration of git") { checkout.git({"config", "core.autocrlf", "true"}); }
  CHECK(project.state() != before);
}

TEST_CASE("package state: an edit counts where the version doesn't tell, if it must be clean") {
  Project project;
  SECTION("edits are none of it") { project.plan.version_rules.dirty = Dirty::none; }
  SECTION("it is given") { project.plan.version_rules.override_ = "3.0.0"; }
  const std::string before = project.state();
  project.plan.require_clean = true;
  const std::string clean = project.state();
  pass_a_tick();
  project.write("lib/part.sh", "edit");
  CHECK(project.state() != clean);
  project.plan.require_clean = false;
  CHECK(project.state() == before);
}

TEST_CASE("package state: a version that is given leaves the commit to tell the time") {
  Project project;
  project.plan.version_rules.override_ = "3.0.0";
  const std::string before = project.state();
  project.checkout.commit();
  CHECK(project.state() != before);
}

TEST_CASE("package state: without a checkout CMakeLists.txt tells the time") {
  Project project;
  project.plan.version_rules.source = project.scratch / "unpacked";
  project.plan.version_rules.fallback = "1.0.0";
  project.scratch.write("unpacked/CMakeLists.txt", "one");
  const std::string before = project.state();
  using std::chrono::hours;
  const Path file = project.scratch / "unpacked/CMakeLists.txt";
  std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + hours(1));
  CHECK(project.state() != before);
}

TEST_CASE("package state: it tells of files that the plan names") {
  const Project project;
  const std::string before = project.state();
  SECTION("the licence") { project.write("../LICENSE", "others"); }
  SECTION("a maintainer script") { project.write("../postinst", "false"); }
  SECTION("what a link leads to") {
    std::filesystem::rename(project.scratch / "postinst", project.scratch / "other");
    std::filesystem::create_symlink("other", project.scratch / "postinst");
    CHECK(project.state() == before);
    project.write("../other", "fals");
  }
  SECTION("what the assets are of") { project.write("../Release/tree.packages.json", "[]"); }
  CHECK(project.state() != before);
}

TEST_CASE("package state: it tells of what the build wrote down of the version") {
  Project project;
  const Path folder = project.scratch / "built";
  project.plan.version_plans.push_back(project.write(
      "../version.json", R"({"source": ")" + project.checkout.folder().native() +
                             R"(", "prefix": "X", "folder": ")" + folder.native() + "\"}"));
  const VersionPlan plan = read_version_plan(project.plan.version_plans.front());
  update_version(plan, During::configure);
  const std::string before = project.state();
  CHECK(project.state() == before);
  forget(plan);
  CHECK(project.state() != before);
}

TEST_CASE("package state: it tells of every version that the build wrote down") {
  Project project;
  const GitCheckout other(project.scratch / "other");
  other.commit();
  project.plan.version_plans.push_back(project.write(
      "../version.json",
      R"({"source": ")" + other.folder().native() + R"(", "prefix": "X", "folder": "/none"})"));
  const std::string before = project.state();
  other.commit();
  CHECK(project.state() != before);
}

TEST_CASE("package state: it tells of the system's libraries where a .deb asks for them") {
  Project project;
  project.scratch.write("dpkg/status", "one");
  setenv("DPKG_ADMINDIR", (project.scratch / "dpkg").c_str(), 1);
  const auto changes = [&] {
    const std::string before = project.state();
    pass_a_tick();
    write_file(project.scratch / "dpkg/status", read_file(project.scratch / "dpkg/status") + "x");
    return project.state() != before;
  };
  project.plan.formats = {"TAR_ZST"};
  CHECK_FALSE(changes());
  project.plan.formats = {"TAR_ZST", "DEB"};
  CHECK(changes());
  project.plan.shlibdeps = false;
  CHECK_FALSE(changes());
  unsetenv("DPKG_ADMINDIR");
}

TEST_CASE("package state: it tells of the time that is given") {
  const Project project;
  const std::string before = project.state();
  setenv("SOURCE_DATE_EPOCH", "5", 1);
  CHECK(project.state() != before);
  unsetenv("SOURCE_DATE_EPOCH");
  CHECK(project.state() == before);
}
