// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/sealed.hpp>
#include <cli/package_libraries.hpp>
#include <cstdlib>
#include <scratch.hpp>

using namespace shipit;

namespace {

// The key under which an answer about nothing is filed, when `meanwhile` comes between asking and
// writing down.
std::string key_after(
    const Scratch& scratch, const std::function<void()>& meanwhile = [] {}) {
  const StagedTree tree({}, "/usr");
  const Path record = scratch / "libraries.index";
  std::filesystem::remove(record);
  LibraryRelations libraries(record);
  CHECK(libraries.of({.tree = tree, .work = scratch.path()}).empty());
  meanwhile();
  libraries.remember();
  const std::string text = read_sealed(record).value();
  return parse_json(text.substr(text.find('\n')), "").begin().key();
}

}  // namespace

TEST_CASE("package libraries: an answer is filed under the state in which it was given") {
  const Scratch scratch;
  const auto admin = [&](const std::string& text) { scratch.write("dpkg/status", text); };
  admin("one");
  setenv("DPKG_ADMINDIR", (scratch / "dpkg").c_str(), 1);
  const std::string first = key_after(scratch);
  CHECK(key_after(scratch, [&] { admin("another"); }) == first);
  const std::string second = key_after(scratch);
  CHECK(second != first);
  scratch.write("dpkg/diversions", "x");
  const std::string third = key_after(scratch);
  CHECK(third != second);
  setenv("DEB_HOST_ARCH", "arm64", 1);
  CHECK(key_after(scratch) != third);
  unsetenv("DEB_HOST_ARCH");
  CHECK(key_after(scratch, [] { setenv("DPKG_ROOT", "/x", 1); }) == third);
  unsetenv("DPKG_ROOT");
  unsetenv("DPKG_ADMINDIR");
}

TEST_CASE("package libraries: a record of another shape counts for nothing") {
  const Scratch scratch;
  const Path record = scratch / "libraries.index";
  const StagedTree tree({}, "/usr");
  for (const char* text : {"[]\n", "{\"key\": 1}\n", "shipit libraries 0\n[]\n", ""}) {
    write_sealed(record, text);
    LibraryRelations libraries(record);
    CHECK(libraries.of({.tree = tree, .work = scratch.path()}).empty());
    libraries.remember();
    CHECK(read_sealed(record).value().starts_with("shipit libraries 1\n{"));
  }
}
