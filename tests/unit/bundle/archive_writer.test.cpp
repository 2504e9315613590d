// SPDX-License-Identifier: Apache-2.0
#include <bundle/archive_writer.hpp>
#include <fstream>
#include <scratch.hpp>
#include <stdexcept>

using namespace shipit;

namespace {

std::string tar_of(const Entry& entry, const std::string& name) {
  std::string tar;
  ArchiveWriter writer(ArchiveFormat::gnu_tar, [&](std::string_view bytes) { tar += bytes; });
  add_entry(writer, entry, {name, 1700000000});
  writer.close();
  return tar;
}

}  // namespace

TEST_CASE("archive writer: GNU tar reads long and odd names, links and modes") {
  const Scratch scratch;
  const std::string odd = "n\xff\xc3\xa4m e/" + std::string(250, 'l') + "/" + std::string(90, 'm');
  Entry entry = made_file("x", "content", "");
  entry.mode = 04755;
  scratch.write("a.tar", tar_of(entry, odd));
  const Outcome outcome = run({.words = {"tar", "--quoting-style=literal", "-tvf", "a.tar"},
                               .folder = scratch.path(),
                               .extra = {{"TZ", "UTC"}, {"LC_ALL", "C"}}});
  CHECK(outcome.err.empty());
  CHECK(outcome.out == "-rwsr-xr-x root/root         7 2023-11-14 22:13 " + odd + "\n");
}

TEST_CASE("archive writer: a member's bytes have all arrived when it ends") {
  std::string tar;
  ArchiveWriter writer(ArchiveFormat::gnu_tar, [&](std::string_view bytes) { tar += bytes; });
  add_entry(writer, made_file("x", "content", ""), {"x"});
  CHECK(tar.size() == 1024);
  writer.close();
  CHECK(tar.size() == 2048);
}

TEST_CASE("archive writer: all readers agree about a file of over 8 GiB") {
  constexpr std::uint64_t size = (std::uint64_t{8} << 30) + 1;
  std::string tar;
  ArchiveWriter writer(ArchiveFormat::gnu_tar, [&](std::string_view bytes) {
    tar += bytes;
    if (tar.size() > 512) throw std::runtime_error("enough");
  });
  writer.begin({.path = "huge", .size = size});
  CHECK_THROWS_WITH(writer.write(std::string(4096, 'x')), "enough");
  // Its content is a hole, which takes no room; so do readers pass over it.
  const Scratch scratch;
  scratch.write("a.tar", tar.substr(0, 512));
  std::filesystem::resize_file(scratch.path() / "a.tar", 512 + size + 511);
  std::ofstream(scratch.path() / "a.tar", std::ios::app | std::ios::binary)
      << tar_of(made_file("x", "content", ""), "after");
  for (const std::vector<std::string>& reader :
       {std::vector<std::string>{"tar"}, {"bsdtar"}, {"cmake", "-E", "tar"}}) {
    Command command{.words = reader, .folder = scratch.path(), .extra = {{"LC_ALL", "C"}}};
    command.words.insert(command.words.end(), {"tvf", "a.tar"});
    const Outcome outcome = run(command);
    CHECK(outcome.err.empty());
    CHECK_THAT(outcome.out, Catch::Contains(" 8589934593 ") && Catch::Contains(" huge\n") &&
                                Catch::Contains(" after\n"));
  }
}

TEST_CASE("archive writer: what the sink throws arrives unharmed") {
  ArchiveWriter writer(ArchiveFormat::gnu_tar,
                       [](std::string_view) { throw std::runtime_error("disk full"); });
  CHECK_THROWS_WITH(add_entry(writer, made_file("x", "content", ""), {"x"}), "disk full");
}

TEST_CASE("archive writer: libarchive's refusals name the member") {
  std::string out;
  ArchiveWriter writer(ArchiveFormat::ar, [&](std::string_view bytes) { out += bytes; });
  CHECK_THAT(refusal([&] { writer.begin({.path = "big", .size = 10'000'000'000}); }),
             Catch::StartsWith("cannot archive 'big': "));
}

TEST_CASE("archive writer: gzip has no name, no time and the best level") {
  const std::string compressed = gzip("hello");
  REQUIRE(compressed.size() > 18);
  CHECK(compressed.substr(0, 10) == std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03", 10));
  const Scratch scratch;
  scratch.write("a.gz", compressed);
  CHECK(run({.words = {"gzip", "-dc", "a.gz"}, .folder = scratch.path()}).out == "hello");
}
