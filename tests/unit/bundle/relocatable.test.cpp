// SPDX-License-Identifier: Apache-2.0
#include <bundle/relocatable.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

const StagedTree& tree() {
  static const StagedTree tree(
      {made_file("bin/hello", "", ""), made_file("bin/runner", "", ""),
       made_file("etc/hello.conf", "", ""),
       made_file("lib/x86_64-linux-gnu/hello/plugin.so", "", ""),
       made_file("lib/systemd/system/hello.service", "", ""),
       made_file("lib/pkgconfig/hello.pc", "", ""), made_file("share/doc/hello/README", "", ""),
       made_file("share/hello/web/index.html", "", "")},
      "/usr");
  return tree;
}

const Surroundings around{.here = {"/home/jane/hello", "/home/jane/hello/build", "/app"},
                          .prefixes = {"/usr", "/usr/local"}};

std::string said(NamedAs as, const std::string& path, const std::string& by = "etc/hello.conf",
                 Unpacked unpacked = Unpacked::anywhere) {
  Surroundings surroundings = around;
  surroundings.unpacked = unpacked;
  const auto wrong =
      misplaced({.as = as, .line = 7, .path = path}, *tree().find(by), tree(), surroundings);
  return wrong.value_or("");
}

}  // namespace

TEST_CASE("relocatable: a path of this machine is wrong in every package") {
  const std::string wanted =
      "'etc/hello.conf:7' names '/home/jane/hello/build/x', which is on this machine only";
  CHECK(said(NamedAs::text, "/home/jane/hello/build/x") == wanted);
  CHECK(said(NamedAs::text, "/home/jane/hello/build/x", "etc/hello.conf", Unpacked::at_prefix) ==
        wanted);
  CHECK(said(NamedAs::runpath, "/home/jane/hello/build", "bin/hello", Unpacked::at_prefix) ==
        "'bin/hello:7' looks for libraries in '/home/jane/hello/build', which is on this machine "
        "only");
  CHECK(said(NamedAs::text, "/home/jane/hello", "share/doc/hello/README") != "");
  CHECK(said(NamedAs::text, "/home/jane/hello-2") == "");
  CHECK(said(NamedAs::text, "/app") == "");
  CHECK(said(NamedAs::text, "/app/no/such/file") == "");
}

TEST_CASE("relocatable: what is in the archive is not below the prefix") {
  CHECK(said(NamedAs::text, "/usr/share/hello/web/index.html") ==
        "'etc/hello.conf:7' names '/usr/share/hello/web/index.html', which is not in the archive");
  CHECK(said(NamedAs::text, "/usr/share/hello") != "");
  CHECK(said(NamedAs::text, "/usr/local/bin/hello") != "");
  CHECK(said(NamedAs::text, "/usr/share/hello", "etc/hello.conf", Unpacked::at_prefix) == "");
  for (const char* path :
       {"/usr/bin", "/usr/bin/env", "/usr/share", "/usr/share/doc", "/usr/lib/pkgconfig",
        "/usr/lib/x86_64-linux-gnu", "/usr/share/zoneinfo", "/usr/local"})
    CHECK(said(NamedAs::text, path) == "");
  CHECK(said(NamedAs::setting, "/usr/local", "lib/pkgconfig/hello.pc") ==
        "'lib/pkgconfig/hello.pc:7' names '/usr/local', which is not in the archive");
  CHECK(said(NamedAs::text, "/usr/bin/hello", "lib/systemd/system/hello.service") == "");
  CHECK(said(NamedAs::setting, "/usr", "share/doc/hello/README") == "");
}

TEST_CASE("relocatable: what runs a script is every system's") {
  for (const char* path : {"/bin/sh", "/usr/bin/env", "/usr/bin/python3", "/usr/sbin/runuser"})
    CHECK(said(NamedAs::script, path, "bin/hello") == "");
  CHECK(said(NamedAs::script, "/usr/local/bin/python3", "bin/hello") ==
        "'bin/hello:7' is run by '/usr/local/bin/python3', which is not in the archive");
  CHECK(said(NamedAs::script, "/usr/bin/runner", "bin/hello") != "");
  CHECK(said(NamedAs::script, "/usr/bin/runner", "bin/hello", Unpacked::at_prefix) == "");
}

TEST_CASE("relocatable: what starts a program is the system's loader") {
  for (const char* path : {"/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1",
                           "/lib/ld-musl-x86_64.so.1", "/lib/ld64.so.1"})
    CHECK(said(NamedAs::interpreter, path, "bin/hello") == "");
  CHECK(said(NamedAs::interpreter, "/nix/store/glibc/lib/ld-linux.so.2", "bin/hello") ==
        "'bin/hello:7' is started by '/nix/store/glibc/lib/ld-linux.so.2', which is not in the "
        "archive");
}

TEST_CASE("relocatable: libraries are looked for from where the file is, within the archive") {
  for (const char* path : {"$ORIGIN", "$ORIGIN/../lib", "${ORIGIN}/../lib/hello/", "$ORIGIN/."})
    CHECK(said(NamedAs::runpath, path, "bin/hello") == "");
  for (const char* path : {"/usr/lib/hello", "$ORIGIN/../../lib", "", "lib", "$ORIGINAL/lib"})
    CHECK(said(NamedAs::runpath, path, "bin/hello") != "");
  CHECK(said(NamedAs::runpath, "$ORIGIN/../../../lib/x", "lib/x86_64-linux-gnu/hello/plugin.so") ==
        "");
  CHECK(said(NamedAs::runpath, "/usr/lib/hello", "bin/hello", Unpacked::at_prefix) == "");
}

TEST_CASE("relocatable: the roots are those of machine and prefix, each once") {
  CHECK(roots_of({.here = {"/b", ""}, .prefixes = {"/usr", "/usr", "/"}}) ==
        std::vector<std::string>{"/b", "/usr"});
}
