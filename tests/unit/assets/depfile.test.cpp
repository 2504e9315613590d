// SPDX-License-Identifier: Apache-2.0
#include <assets/depfile.hpp>
#include <base/depfile_rule.hpp>
#include <base/hash.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("depfiles are escaped as Make reads them", "[assets]") {
  CHECK(depfile_of("/b/m.json", {"/w/a b", "/w/c#d$e%", "/w/f\\ g", "/w/h\\i"}) ==
        "/b/m.json: \\\n  /w/a\\ b \\\n  /w/c\\#d$$e% \\\n  /w/f\\\\\\ g \\\n  /w/h\\i\n");
}

TEST_CASE("for Ninja names that it can't read are watched through symlinks", "[assets]") {
  const TemporaryFolder folder(std::filesystem::temp_directory_path());
  const Depfile depfile{folder.path() / "a.d", BuildTool::ninja};
  const Path odd = folder.path() / "a;b#c%=.png";
  write_file(odd, "picture");
  write_depfile(depfile, "/m", {"/plain", odd});
  const Path link = folder.path() / "a.d.links" / sha256_hex(odd.native()).substr(0, 32);
  CHECK(read_file(depfile.path) == depfile_of("/m", {"/plain", link}));
  CHECK(read_file(link) == "picture");

  write_depfile(depfile, "/m", {"/plain"});
  CHECK(read_file(depfile.path) == "/m: \\\n  /plain\n");
  CHECK(std::filesystem::is_empty(folder.path() / "a.d.links"));
}

TEST_CASE("for Make the symlink of a file that is gone leads to an old one", "[assets]") {
  const TemporaryFolder folder(std::filesystem::temp_directory_path());
  const Depfile depfile{folder.path() / "a.d", BuildTool::make};
  const Path file = folder.path() / "x";
  write_file(file, "picture");
  write_depfile(depfile, "/m", {file});
  const Path link = folder.path() / "a.d.links" / sha256_hex(file.native()).substr(0, 32);
  CHECK(read_file(depfile.path) == depfile_of("/m", {link}));
  CHECK(read_file(link) == "picture");

  write_depfile(depfile, "/m", {});
  CHECK(read_file(link).empty());
  write_depfile(depfile, "/m", {file});
  CHECK(read_file(link) == "picture");
}
