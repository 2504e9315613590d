// SPDX-License-Identifier: Apache-2.0
#include <version/checkout.hpp>
#include <version/update.hpp>

using namespace shipit;

TEST_CASE("update: outputs follow the checkout and are left alone without need") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  const VersionPlan plan{
      .rules = {.source = checkout.folder(), .tag_prefix = "", .override_ = {}, .fallback = {}},
      .outputs = {{.format = VersionFormat::text, .path = scratch / "v.txt"}},
      .stamp = scratch / "stamp"};
  CHECK_FALSE(is_up_to_date(plan));
  update_version(plan);
  CHECK(read_file(scratch / "v.txt") == "1.0.0\n");
  CHECK(is_up_to_date(plan));

  // With the stamp right, nothing is run: not even a broken repository is noticed.
  std::filesystem::rename(scratch / "a/.git/objects", scratch / "a/.git/gone");
  update_version(plan);
  std::filesystem::rename(scratch / "a/.git/gone", scratch / "a/.git/objects");

  checkout.commit();
  CHECK_FALSE(is_up_to_date(plan));
  update_version(plan);
  CHECK(read_file(scratch / "v.txt").starts_with("1.0.0+1.g"));
  std::filesystem::remove(scratch / "v.txt");
  update_version(plan);
  CHECK(read_file(scratch / "v.txt").starts_with("1.0.0+1.g"));
}

TEST_CASE("update: a plan that is wrong is named") {
  const Scratch scratch;
  scratch.write("plan.json",
                R"({"source":"/x","stamp":"/s","outputs":[{"format":"ada","path":"p"}]})");
  CHECK(refusal([&] {
          read_version_plan(scratch / "plan.json");
        }).starts_with("'ada' in '" + (scratch / "plan.json").string()));
  scratch.write("plan.json", R"({"stamp":"/s"})");
  CHECK(refusal([&] {
          read_version_plan(scratch / "plan.json");
        }).starts_with("'source' is missing"));
}
