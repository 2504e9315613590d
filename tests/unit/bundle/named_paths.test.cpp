// SPDX-License-Identifier: Apache-2.0
#include <base/process.hpp>
#include <bundle/elf.hpp>
#include <bundle/named_paths.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

const std::vector<std::string> roots{"/home/jane/hello", "/usr"};

std::vector<std::string> named(std::string_view text) {
  std::vector<std::string> said;
  for (const NamedPath& one : paths_in_text(text, roots))
    said.push_back(std::to_string(one.line) + " " + one.path);
  return said;
}

using Said = std::vector<std::string>;

Entry entry_for(const Path& path) {
  return {.path = "x", .size = std::filesystem::file_size(path), .source = path};
}

}  // namespace

TEST_CASE("named paths: of a text, with their lines, each once") {
  CHECK(named("a\nsee /usr/share/x.\nor /usr/share/x, '/home/jane/hello/b c'\n") ==
        Said{"3 /home/jane/hello/b", "2 /usr/share/x"});
  CHECK(named("-L/usr/lib -I/usr/include").size() == 2);
  CHECK(named("PATH=/usr/bin:/usr/games/") == Said{"1 /usr/bin", "1 /usr/games"});
  CHECK(named("/usr") == Said{"1 /usr"});
}

TEST_CASE("named paths: what only looks like one") {
  CHECK(named("/usrlocal ../usr/lib ${prefix}/usr/lib src/usr/lib /opt//usr @dir@/usr/x").empty());
  CHECK(named("/home/jane/hello-2/x").empty());
}

TEST_CASE("named paths: a setting is told from a mention") {
  const auto as = [](std::string_view text) { return paths_in_text(text, roots).at(0).as; };
  CHECK(as("prefix=/usr\n") == NamedAs::setting);
  CHECK(as("prefix=\"/usr\"\n") == NamedAs::setting);
  CHECK(as("if prefix == \"/usr\":\n") == NamedAs::text);
  CHECK(as("if(a==\"/usr\")\n") == NamedAs::text);
  CHECK(as("below /usr\n") == NamedAs::text);
}

TEST_CASE("named paths: a script's first line, and only that") {
  const auto found = paths_in_text("#! /opt/py/python3 -E\n#!/bin/sh\n", roots);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == NamedPath{.as = NamedAs::script, .line = 1, .path = "/opt/py/python3"});
  CHECK(paths_in_text("#!", roots).empty());
  CHECK(paths_in_text("#!python\n", roots).empty());
}

TEST_CASE("named paths: of files: a long text, a picture, an ELF program") {
  const Scratch scratch;
  std::string text = "#!/bin/sh\n";
  for (int i = 0; i < 300'000; ++i) text += "a line\n";
  scratch.write("long", text + "in /home/jane/hello/x\n#!/bin/false");
  const auto found = named_paths(entry_for(scratch / "long"), roots);
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "/bin/sh");
  CHECK(found[1] == NamedPath{.line = 300'002, .path = "/home/jane/hello/x"});

  scratch.write("wide", "x /usr/" + std::string(3 << 20, 'w') + "\n");
  CHECK(named_paths(entry_for(scratch / "wide"), roots).size() == 1);
  scratch.write("picture", std::string("GIF\0 /usr/x\n", 12));
  CHECK(named_paths(entry_for(scratch / "picture"), roots).empty());
  scratch.write("broken",
                "\x7f"
                "ELF /usr/x\n");
  CHECK(named_paths(entry_for(scratch / "broken"), roots).empty());

  scratch.write("main.c", "int main(void) { return 0; }\n");
  const Outcome built =
      run({.words = {"cc", "main.c", "-o", "main", "-Wl,-rpath,$ORIGIN/../lib:/a"},
           .folder = scratch.path()});
  REQUIRE(built.status == 0);
  const auto elf = named_paths(entry_for(scratch / "main"), roots);
  REQUIRE(elf.size() == 3);
  CHECK(elf[0].as == NamedAs::interpreter);
  CHECK(elf[0].path.find("/ld") != std::string::npos);
  CHECK(elf[1] == NamedPath{.as = NamedAs::runpath, .path = "$ORIGIN/../lib"});
  CHECK(elf[2] == NamedPath{.as = NamedAs::runpath, .path = "/a"});
}

TEST_CASE("elf: a damaged file is none, however it is cut") {
  const Scratch scratch;
  const std::string whole = read_file("/proc/self/exe", {.begin = 0, .end = 8192});
  for (const std::size_t size : {std::size_t{4}, std::size_t{40}, std::size_t{70}, whole.size()}) {
    scratch.write("cut", whole.substr(0, size));
    const auto paths = elf_paths(scratch / "cut");
    if (paths) CHECK(paths->runpath.empty());
  }
  CHECK_FALSE(elf_paths(scratch / "gone"));
}
