// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <scratch.hpp>
#include <version/hostile.hpp>
#include <version/render.hpp>

using namespace shipit;

namespace {

// The resource as windres compiles it: the bytes of a .res file. windres's own preprocessor is that
// of a cross compiler, which nobody needs for this.
std::string compiled(const std::string& resource) {
  const Scratch scratch;
  scratch.write("v.rc", resource);
  const Outcome outcome =
      run({.words = {"x86_64-w64-mingw32-windres", "--preprocessor=gcc", "--preprocessor-arg=-E",
                     "--preprocessor-arg=-xc", "--preprocessor-arg=-DRC_INVOKED", "-O", "res",
                     "v.rc", "v.res"},
           .folder = scratch.path()});
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  return read_file(scratch / "v.res");
}

// The 32-bit words of VS_FIXEDFILEINFO (verrsrc.h), which begins with 0xfeef04bd.
std::vector<std::uint32_t> fixed_info(const std::string& bytes) {
  const std::size_t start = bytes.find("\xbd\x04\xef\xfe");
  REQUIRE(start != std::string::npos);
  std::vector<std::uint32_t> words;
  for (std::size_t i = start; i < start + 4 * std::size_t{13}; i += 4) {
    std::uint32_t word = 0;
    for (std::size_t k = 4; k-- > 0;)
      word = (word << 8U) | static_cast<unsigned char>(bytes.at(i + k));
    words.push_back(word);
  }
  return words;
}

// ASCII as UTF-16 with its ending zero, as strings stand in a resource.
std::string wide(const std::string& text) {
  std::string result;
  for (const char c : text + '\0') result += std::string{c, '\0'};
  return result;
}

bool has_string(const std::string& bytes, const std::string& name, const std::string& value) {
  const std::size_t at = bytes.find(wide(name));
  return at != std::string::npos && bytes.find(wide(value), at) != std::string::npos;
}

constexpr std::size_t kFileVersion = 2;
constexpr std::size_t kProductVersion = 4;
constexpr std::size_t kFlagsMask = 6;
constexpr std::size_t kFlags = 7;
constexpr std::size_t kType = 9;

}  // namespace

TEST_CASE("render_resource: windres compiles it, and the numbers and texts are in it") {
  Version version = tame_version("1.0.31", 5);
  const std::string bytes = compiled(render_resource(version, {.product = "My \"Shop\"",
                                                               .company = "Acme",
                                                               .description = "Sells",
                                                               .copyright = "Acme 2024",
                                                               .file_name = "shop.exe"}));
  const std::vector<std::uint32_t> info = fixed_info(bytes);
  CHECK(info[kFileVersion] == 0x10000);
  CHECK(info[kFileVersion + 1] == (31U << 16U | 5U));
  CHECK(info[kProductVersion] == 0x10000);
  CHECK(info[kProductVersion + 1] == (31U << 16U | 5U));
  CHECK(info[kFlagsMask] == 0x3f);
  CHECK(info[kFlags] == 0);
  CHECK(info[kType] == 1);
  CHECK(has_string(bytes, "FileVersion", "1.0.31+5.g0123456789ab"));
  CHECK(has_string(bytes, "ProductVersion", "1.0.31+5.g0123456789ab"));
  CHECK(has_string(bytes, "ProductName", "My \"Shop\""));
  CHECK(has_string(bytes, "CompanyName", "Acme"));
  CHECK(has_string(bytes, "FileDescription", "Sells"));
  CHECK(has_string(bytes, "LegalCopyright", "Acme 2024"));
  CHECK(has_string(bytes, "OriginalFilename", "shop.exe"));
  CHECK(has_string(bytes, "Comments", "tag v1.0.31, commit " + version.commit));
  CHECK(bytes.find(wide("PrivateBuild")) == std::string::npos);
}

TEST_CASE("render_resource: the flags tell pre-releases and edited files") {
  const auto flags = [](const Version& version) {
    const std::string bytes = compiled(render_resource(version, {.kind = ResourceKind::dll}));
    CHECK(fixed_info(bytes)[kType] == 2);
    CHECK(has_string(bytes, "PrivateBuild", "built from edited files") == version.dirty);
    return fixed_info(bytes)[kFlags];
  };
  CHECK(flags(tame_version("1.0.32")) == 0);
  CHECK(flags(tame_version("1.0.32-rc.1", 3)) == 2);
  CHECK(flags(tame_version("1.0.31", 3, VersionScheme::next)) == 2);
  Version dirty = tame_version("1.0.32");
  dirty.dirty = true;
  CHECK(flags(dirty) == 8);
  dirty.number.prerelease = "rc.1";
  CHECK(flags(dirty) == 10);
}

TEST_CASE("render_resource: no text leaves its string") {
  const std::string bytes =
      compiled(render_resource(hostile_version(), {.product = hostile_text(), .company = "Acme"}));
  CHECK(has_string(bytes, "CompanyName", "Acme"));
  CHECK(bytes.find(wide("touch pwned`$(touch pwned)${HOME}@VERSION@\\\n\r\n\t\x01\x1b\x7f\\n\\x41")
                       .substr(0, 80)) != std::string::npos);
  CHECK(bytes.find(wide(std::string(10000, '?')).substr(0, 20000)) != std::string::npos);
  CHECK(has_string(bytes, "FileVersion", "1.2.3-rc.1\"\\\n?\?/.4+dirty"));
}

TEST_CASE("render_resource: what is too large for 16 bits is 65535") {
  CHECK(windows_version(tame_version("2024.70000.1", 100000)) == "2024,65535,1,65535");
  CHECK(fixed_info(compiled(render_resource(tame_version("2024.70000.1"), {})))[kFileVersion] ==
        (2024U << 16U | 65535U));
}
