// SPDX-License-Identifier: Apache-2.0
#include <version/checkout.hpp>
#include <version/fields.hpp>
#include <version/update.hpp>

using namespace shipit;

TEST_CASE("update: both files follow the checkout and are left alone without need") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  const VersionPlan plan{
      .rules = {.source = checkout.folder()}, .prefix = "APP", .folder = scratch / "v"};
  const auto says = [&] {
    const Json json = read_json(json_file(plan));
    return semver(version_of_json(json, "version.json"));
  };
  CHECK(how_built(plan) == Built::outdated);
  update_version(plan, During::build);
  CHECK(says() == "1.0.0");
  CHECK(read_file(cmake_file(plan)).find("set(APP_VERSION_FULL \"1.0.0\")") != std::string::npos);
  CHECK(how_built(plan) == Built::current);

  // With the stamp right, nothing is run: not even a broken repository is noticed.
  std::filesystem::rename(scratch / "a/.git/objects", scratch / "a/.git/gone");
  update_version(plan, During::build);
  std::filesystem::rename(scratch / "a/.git/gone", scratch / "a/.git/objects");

  checkout.commit();
  CHECK(how_built(plan) == Built::outdated);
  update_version(plan, During::build);
  CHECK(says().starts_with("1.0.0+1.g"));
  for (const Path& file : {json_file(plan), cmake_file(plan)}) {
    std::filesystem::remove(file);
    CHECK(how_built(plan) == Built::outdated);
    update_version(plan, During::build);
    CHECK(std::filesystem::exists(file));
  }
  CHECK(says().starts_with("1.0.0+1.g"));
}

TEST_CASE("update: a plan that is wrong is named") {
  const Scratch scratch;
  scratch.write("plan.json", R"({"source":"/x","prefix":3})");
  CHECK(refusal([&] {
          read_version_plan(scratch / "plan.json");
        }).starts_with("'prefix' has another type than it should"));
  scratch.write("plan.json", R"({"prefix":"X"})");
  CHECK(refusal([&] {
          read_version_plan(scratch / "plan.json");
        }).starts_with("'source' is missing"));
}

namespace {

// A plan for the checkout in `a`, which has one committed file at 1.0.0.
VersionPlan plan_in(const Scratch& scratch, const GitCheckout& checkout) {
  scratch.write("a/file", "x");
  checkout.git({"add", "file"});
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  return {.rules = {.source = checkout.folder()}, .prefix = "APP", .folder = scratch / "v"};
}

bool says_dirty(const VersionPlan& plan) {
  return version_of_json(read_json(json_file(plan)), "version.json").dirty;
}

}  // namespace

TEST_CASE("update: an edited file shows, and one over the limit only in packaging") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  VersionPlan plan = plan_in(scratch, checkout);
  update_version(plan, During::build);
  CHECK_FALSE(says_dirty(plan));
  scratch.write("a/file", "edited");
  CHECK(how_built(plan) == Built::outdated);
  update_version(plan, During::build);
  CHECK(says_dirty(plan));
  CHECK(how_built(plan) == Built::current);

  plan.rules.watched = 0;
  update_version(plan, During::build);
  scratch.write("a/file", "x");
  CHECK(how_built(plan) == Built::edited);
  update_version(plan, During::build);
  CHECK(says_dirty(plan));
  forget(plan);
  update_version(plan, During::build);
  CHECK_FALSE(says_dirty(plan));
  CHECK(how_built(plan) == Built::current);
}

TEST_CASE("update: a number that CMake does not know stops a build, and makes CMake run") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  const VersionPlan plan = plan_in(scratch, checkout);
  update_version(plan, During::configure);
  CHECK(read_file(number_file(plan)) == "1.0.0\n");
  checkout.git({"tag", "1.1.0"});
  CHECK(refusal([&] { update_version(plan, During::build); }) ==
        "the version's number was 1.0.0 when CMake ran, and is 1.1.0 now\n"
        "build once more: CMake runs first this time");
  CHECK(read_file(number_file(plan)) == "1.1.0\n");
  update_version(plan, During::configure);
  CHECK(semver(version_of_json(read_json(json_file(plan)), "")) == "1.1.0");
}

TEST_CASE("update: a shallow clone warns once") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.commit();
  checkout.git({"clone", "--quiet", "--depth", "1", "file://" + (scratch / "a").string(),
                (scratch / "b").string()});
  const VersionPlan plan{.rules = {.source = scratch / "b", .fallback = "0.0.1"},
                         .prefix = "APP",
                         .folder = scratch / "v"};
  CHECK(update_version(plan, During::configure).warnings.size() == 1);
  CHECK(update_version(plan, During::build).warnings.empty());
}
