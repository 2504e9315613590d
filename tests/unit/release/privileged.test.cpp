// SPDX-License-Identifier: Apache-2.0
#include <release/deploy_json.hpp>
#include <release/privileged.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

Entry program(std::string path, mode_t mode) {
  Entry entry = made_file(std::move(path), "", "from a test");
  entry.mode = mode;
  return entry;
}

}  // namespace

TEST_CASE("privileged: setuid and setgid files are listed with their modes") {
  const StagedTree tree({program("bin/su", 04711),
                         program("bin/mail", 02755),
                         program("bin/plain", 0755),
                         {.path = "var/shared", .kind = EntryKind::folder, .mode = 02775}},
                        "/usr");
  Release release;
  release.version = parse_version("1.0.32").value();
  release.privileged = privileged_files(tree);
  CHECK(
      deploy_json(release)["privileged"] ==
      Json::parse(R"([{"path": "bin/mail", "mode": "2755"}, {"path": "bin/su", "mode": "4755"}])"));
}

TEST_CASE("privileged: a name that deploy.json can't say is refused") {
  const StagedTree tree({program("bin/\xff", 04755)}, "/usr");
  CHECK(refusal([&] { privileged_files(tree); }) ==
        "'bin/\xff' is setuid or setgid, and its name is not UTF-8\nit is from a test\n"
        "give it another name: deploy.json lists such files, and can't say this one");
}
