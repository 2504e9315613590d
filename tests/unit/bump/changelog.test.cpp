// SPDX-License-Identifier: Apache-2.0
#include <bump/changelog.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

Changelog changelog_of_subjects(const std::vector<std::string>& subjects) {
  Changelog changelog{.since = "v1.0.0"};
  for (const std::string& subject : subjects)
    changelog.changes.push_back(read_change({.id = "1", .subject = subject}));
  return changelog;
}

}  // namespace

TEST_CASE("changelog: plain commits stay a plain list") {
  CHECK(to_text(changelog_of_subjects({"One", "Two"})) == "- One\n- Two\n");
  CHECK(to_text(changelog_of_subjects({})).empty());
}

TEST_CASE("changelog: conventional commits stand in groups, others among them in the last") {
  CHECK(to_text(changelog_of_subjects(
            {"Plain", "fix(b): B", "feat: A", "ci: C", "fix: D", "perf!: E", "docs: F"})) ==
        "Breaking changes:\n- E\n\nFeatures:\n- A\n\nFixes:\n- b: B\n- D\n\n"
        "Documentation:\n- F\n\nOther:\n- Plain\n- C\n");
}

TEST_CASE("changelog: what is too much is said to be there") {
  Changelog changelog = changelog_of_subjects({"One"});
  changelog.more = true;
  CHECK(to_text(changelog) == "- One\n- and earlier changes\n");
  CHECK(to_json(changelog)["more"] == true);
  CHECK(debian_changes(changelog, 10) ==
        std::vector<std::string>{"One", "Earlier changes are not listed."});
}

TEST_CASE("changelog: as JSON") {
  const Json json = to_json(changelog_of_subjects({"fix(b)!: \"B\" \\ \xff"}));
  CHECK(json["since"] == "v1.0.0");
  CHECK(json["changes"][0]["type"] == "fix");
  CHECK(json["changes"][0]["scope"] == "b");
  CHECK(json["changes"][0]["breaking"] == true);
  CHECK(json["changes"][0]["text"] == "\"B\" \\ \xef\xbf\xbd");
  CHECK(parse_json(to_text(json), "x") == json);
}

TEST_CASE("changelog: lines for Debian are bounded, and breaking ones come first") {
  CHECK(debian_changes(changelog_of_subjects({"One", "fix!: Two", "Three"}), 2) ==
        std::vector<std::string>{"Breaking: Two", "One", "1 further change."});
  CHECK(debian_changes(changelog_of_subjects({"One", "Two", "Three"}), 1) ==
        std::vector<std::string>{"One", "2 further changes."});
}

TEST_CASE("changelog: a number of the project's is no bug of Debian's") {
  CHECK(debian_changes(changelog_of_subjects({"Mend it (closes: #12, GH#3) # 4"}), 9) ==
        std::vector<std::string>{"Mend it (closes: issue 12, GH issue 3) # 4"});
}
