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
