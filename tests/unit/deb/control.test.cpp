// SPDX-License-Identifier: Apache-2.0
#include <deb/control.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

ControlFields fields() {
  return {.package = "hello",
          .version = "1.0.32",
          .architecture = "amd64",
          .maintainer = "Ops <ops@example.org>",
          .synopsis = "greets the world"};
}

}  // namespace

TEST_CASE("control: all fields, in dpkg's order") {
  ControlFields all = fields();
  all.description =
      "The first paragraph is long enough that it has to go on in another line of the field.\n"
      "It goes on.\n\n  verbatim  text\n.dot\n";
  all.depends = {"libc6 (>= 2.36)", "adduser"};
  all.section = "web";
  all.homepage = "https://example.org/";
  all.installed_kib = 42;
  CHECK(control_text(all) ==
        "Package: hello\nVersion: 1.0.32\nArchitecture: amd64\n"
        "Maintainer: Ops <ops@example.org>\nInstalled-Size: 42\n"
        "Depends: adduser, libc6 (>= 2.36)\nSection: web\nPriority: optional\n"
        "Homepage: https://example.org/\nDescription: greets the world\n"
        " The first paragraph is long enough that it has to go on in another line of the\n"
        " field. It goes on.\n"
        " .\n"
        "  verbatim  text\n"
        "  .dot\n");
}

TEST_CASE("control: what is missing is left out, a description is made") {
  const std::string text = control_text(fields());
  CHECK_THAT(text, !Catch::Contains("Depends") && !Catch::Contains("Homepage") &&
                       Catch::Contains("\nSection: misc\n") &&
                       Catch::Contains("Description: greets the world\n This is hello 1.0.32 as "));
}

TEST_CASE("control: every field is checked") {
  const auto refused = [](auto change) {
    ControlFields changed = fields();
    change(changed);
    return refusal([&] { control_text(changed); });
  };
  CHECK_THAT(refused([](auto& f) { f.package = "Hello"; }), Catch::Contains("call it 'hello'"));
  CHECK_THAT(refused([](auto& f) { f.version = "v1"; }), Catch::Contains("the version 'v1'"));
  CHECK_THAT(refused([](auto& f) { f.architecture = ""; }), Catch::Contains("no architecture"));
  CHECK_THAT(refused([](auto& f) { f.maintainer = "x"; }), Catch::Contains("the contact 'x'"));
  CHECK_THAT(refused([](auto& f) { f.synopsis = " "; }),
             Catch::StartsWith("package 'hello' has no summary\ngive it one:"));
  CHECK_THAT(refused([](auto& f) { f.synopsis = "a\nb"; }), Catch::Contains("not one line"));
  CHECK_THAT(refused([](auto& f) { f.description = "\xff"; }),
             Catch::StartsWith("the description is not UTF-8"));
  CHECK_THAT(refused([](auto& f) { f.section = "a\nb"; }), Catch::Contains("Section"));
  CHECK_THAT(refused([](auto& f) { f.priority = ""; }), Catch::Contains("Priority"));
  CHECK_THAT(refused([](auto& f) { f.homepage = "a b"; }), Catch::Contains("Homepage"));
  CHECK_THAT(refused([](auto& f) { f.depends = {"a b"}; }), Catch::Contains("Depends"));
}

TEST_CASE("control: Installed-Size counts as deb-substvars says") {
  const StagedTree root({made_file("usr/a", std::string(1025, 'x'), ""),
                         made_file("usr/b", "", ""),
                         made_file("usr/c", "x", ""),
                         {.path = "usr/l", .kind = EntryKind::symlink, .target = "a"}},
                        "/");
  // ./ and usr, 2 for a, none for b, 1 for c, 1 for l.
  CHECK(installed_kib(root) == 6);
}
