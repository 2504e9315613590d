// SPDX-License-Identifier: Apache-2.0
#include <bump/next.hpp>
#include <bump/version_tags.hpp>
#include <version/checkout.hpp>

using namespace shipit;

namespace {

std::string before(const std::vector<VersionTag>& tags, const std::string& number) {
  const auto found = predecessor(tags, *parse_number(number));
  return found ? found->name : "none";
}

}  // namespace

TEST_CASE("version tags: those in the history of HEAD, by precedence") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "x");
  for (const char* tag :
       {"v1.0.0", "v1.0.1-rc.1", "1.0.1-rc.10", "v1.0.1-rc.2", "nightly", "web/3.0"}) {
    checkout.commit();
    checkout.git({"tag", tag});
  }
  checkout.git({"switch", "--quiet", "--create", "side"});
  checkout.commit();
  checkout.git({"tag", "v2.0.0"});
  checkout.git({"switch", "--quiet", "main"});

  const auto tags = version_tags(*find_checkout(scratch / "x"), "");
  std::string names;
  for (const VersionTag& tag : tags) names += tag.name + " ";
  CHECK(names == "v1.0.0 v1.0.1-rc.1 v1.0.1-rc.2 1.0.1-rc.10 ");
  CHECK(before(tags, "1.0.1") == "v1.0.0");  // what a release brings, its pre-releases included
  CHECK(before(tags, "1.0.1-rc.11") == "1.0.1-rc.10");
  CHECK(before(tags, "1.0.1-rc.2") == "v1.0.1-rc.1");
  CHECK(before(tags, "1.0.0") == "none");
  CHECK(version_tags(*find_checkout(scratch / "x"), "web/").size() == 1);
}
