// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <assets/held_bytes.hpp>
#include <assets/shelf.hpp>
#include <assets/sight.hpp>
#include <base/hash.hpp>
#include <base/walk.hpp>
#include <scratch.hpp>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::refusal_of;

namespace {

std::filesystem::perms mode_of(const Path& path) {
  return std::filesystem::status(path).permissions();
}

}  // namespace

TEST_CASE("a shelf takes a vacant place with all that is in it", "[assets]") {
  const Scratch scratch;
  const mode_t before = umask(0077);
  const Shelf shelf(scratch / "shelf");
  const Stamp stamp = shelf.add("a/b/c.txt", "text");
  write_file(scratch / "mark", "");
  let_tick_pass(scratch / "mark");
  const Stamp other = shelf.add("d", [](const Shelf::Sink& sink) { sink("x"), sink("y"); });
  umask(before);
  CHECK(stamp == stamp_of(scratch / "shelf/a/b/c.txt"));
  CHECK(other.mtime == stamp.mtime);
  CHECK(other.ctime > stamp.ctime);
  CHECK(other.size == 2);
  CHECK(shelf.find("d") == stamp_of(scratch / "shelf/d"));
  CHECK_FALSE(shelf.find("a/b"));
  CHECK_FALSE(shelf.find("e"));
  CHECK(mode_of(scratch / "shelf/a/b/c.txt") == std::filesystem::perms(0644));
  CHECK(mode_of(scratch / "shelf/a") == std::filesystem::perms(0755));
  CHECK(refusal_of([&] { shelf.add("d", "z"); }) ==
        "cannot write '" + (scratch / "shelf/d").native() + "': File exists");

  write_file(scratch / "full/x", "");
  CHECK_FALSE(is_vacant(scratch / "full"));
  CHECK_FALSE(shelf.take_place(scratch / "full"));
  CHECK(read_file(scratch / "shelf/d") == "xy");
  make_folders(scratch / "place");
  std::filesystem::create_symlink(scratch / "place", scratch / "link");
  CHECK_FALSE(is_vacant(scratch / "link"));
  CHECK_FALSE(is_vacant(scratch / "full/x"));
  CHECK(is_vacant(scratch / "none"));
  CHECK(is_vacant(scratch / "place"));
  CHECK(shelf.take_place(scratch / "place"));
  CHECK(read_file(scratch / "place/a/b/c.txt") == "text");
  CHECK(stamp_of(scratch / "place/a/b/c.txt") == stamp);
  CHECK_FALSE(std::filesystem::exists(scratch / "shelf"));
}

TEST_CASE("bytes are held as long as they are few, and by their digest", "[assets]") {
  const Scratch scratch;
  const auto digest = [](std::string_view bytes) { return hash(HashKind::sha256, bytes); };
  HeldBytes held;
  held.hold(scratch / "a", digest("held"), "held");
  write_file(scratch / "a", "changed");
  REQUIRE(held.find(scratch / "a", digest("held")));
  CHECK(*held.find(scratch / "a", digest("held")) == "held");
  CHECK(held.find(scratch / "a", digest("changed")) == nullptr);

  const std::string big(HeldBytes::most_of_one + 1, 'b');
  held.hold(scratch / "b", digest(big), big);
  CHECK(held.find(scratch / "b", digest(big)) == nullptr);
  const std::string most(HeldBytes::most_of_one, 'm');
  std::uint64_t count = 0;
  for (int i = 0; i < 1000; ++i) {
    const Path file = scratch / ("m" + std::to_string(i)).c_str();
    held.hold(file, digest(most), most);
    count += held.find(file, digest(most)) != nullptr ? 1 : 0;
  }
  CHECK(count == (HeldBytes::most_of_all - 4) / HeldBytes::most_of_one);
}

TEST_CASE("an output folder comes as a whole where it may, and else file by file", "[assets]") {
  Project project;
  project.options.settings = "some";
  project.options.precompression = {.profile = Profile::fast};
  project.file("web/a.css", "a{b:url(i.png)}" + std::string(3000, ' '))
      .file("web/i.png", "picture");
  const auto contents = [&] {
    std::map<std::string, std::string> all;
    for (const Found& found : walk(project.options.output))
      if (found.kind == FileKind::regular)
        all[found.path] = read_file(project.options.output / found.path);
    return all;
  };
  const Path tree = project.options.output;
  CHECK(project.build().written == 3);
  const auto right = contents();
  CHECK(right.size() == 5);
  // As Ninja and Make leave it.
  remove_tree(tree);
  make_folders(tree);
  CHECK(project.build().written == 3);
  CHECK(contents() == right);
  CHECK(project.build().written == 0);
  const std::string sheet = (tree / project.name("a.css")).native();
  CHECK(stamp_of(sheet)->mtime == stamp_of(sheet + ".br")->mtime);
  CHECK(stamp_of(sheet)->mtime == stamp_of(sheet + ".gz")->mtime);
  // A link stays one, and what it leads to is filled.
  remove_tree(tree);
  make_folders(project.path() / "elsewhere");
  std::filesystem::create_directory_symlink(project.path() / "elsewhere", tree);
  CHECK(project.build().written == 3);
  CHECK(std::filesystem::is_symlink(tree));
  CHECK(contents() == right);
  // Somebody's file in it goes, as ever.
  remove_tree(tree);
  write_file(tree / "stray", "");
  project.build();
  CHECK(contents() == right);
}
