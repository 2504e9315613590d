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

TEST_CASE("control: of a package with debug information, as dpkg-gencontrol writes it") {
  ControlFields debug = fields();
  debug.source = "greeter";
  debug.build_ids = {"0a1b", "2c3d"};
  CHECK(control_text(debug) ==
        "Package: hello\nSource: greeter\nVersion: 1.0.32\nAuto-Built-Package: debug-symbols\n"
        "Architecture: amd64\nMaintainer: Ops <ops@example.org>\nInstalled-Size: 0\n"
        "Section: misc\nPriority: optional\nDescription: greets the world\n"
        "Build-Ids: 0a1b 2c3d\n");
  debug.source = "hello";
  CHECK(control_text(debug).find("Source:") == std::string::npos);
}

TEST_CASE("control: all fields, in dpkg's order") {
  ControlFields all = fields();
  all.description =
      "The first paragraph is long enough that it has to go on in another line of the field.\n"
      "It goes on.\n\n  verbatim  text\n.dot\n";
  all.relations = {{Relation::pre_depends, {"dpkg (>= 1.17)"}},
                   {Relation::depends, std::vector<std::string>{"libc6 (>= 2.36)", "adduser"}},
                   {Relation::recommends, {"curl | wget"}},
                   {Relation::suggests, {"s1"}},
                   {Relation::enhances, {"e1"}},
                   {Relation::conflicts, std::vector<std::string>{"old (<< 2)", "old"}},
                   {Relation::breaks, {"b1 (<< 2)"}},
                   {Relation::replaces, {"r1"}},
                   {Relation::provides, std::vector<std::string>{"p1 (= 1)", "greeter"}}};
  all.priority = "standard";
  all.section = "web";
  all.homepage = "https://example.org/";
  all.installed_kib = 42;
  CHECK(control_text(all) ==
        "Package: hello\nVersion: 1.0.32\nArchitecture: amd64\n"
        "Maintainer: Ops <ops@example.org>\nInstalled-Size: 42\n"
        "Pre-Depends: dpkg (>= 1.17)\nDepends: adduser, libc6 (>= 2.36)\n"
        "Recommends: curl | wget\nSuggests: s1\nEnhances: e1\nConflicts: old, old (<< 2)\n"
        "Breaks: b1 (<< 2)\nReplaces: r1\nProvides: greeter, p1 (= 1)\n"
        "Section: web\nPriority: standard\n"
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
  CHECK(refused([](auto& f) { f.priority = "high"; }) ==
        "Debian knows no Priority 'high'\nit knows required, important, standard, optional and "
        "extra");
  CHECK_THAT(refused([](auto& f) { f.homepage = "a b"; }), Catch::Contains("Homepage"));
  CHECK_THAT(refused([](auto& f) { f.relations[Relation::depends] = {"a b"}; }),
             Catch::Contains("package's Depends has"));
  CHECK_THAT(refused([](auto& f) { f.relations[Relation::recommends] = {"a b"}; }),
             Catch::Contains("package's Recommends has"));
  CHECK(refused([](auto& f) { f.relations[Relation::breaks] = {"a1 | b1"}; }) ==
        "the package's Breaks cannot have alternatives: 'a1 | b1'\nname each of them by itself");
  CHECK(refused([](auto& f) { f.relations[Relation::provides] = {"a1 (>= 2)"}; }) ==
        "the package's Provides needs an exact version: 'a1 (>= 2)'\n"
        "write it like 'mta' or 'mta (= 1.2)'");
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
