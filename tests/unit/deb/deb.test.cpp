// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/hash.hpp>
#include <base/text.hpp>
#include <deb/deb.hpp>
#include <deb/scripts.hpp>
#include <packing.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

constexpr const char* unit =
    "[Unit]\nDescription=Hello\nDocumentation=https://example.org/\n"
    "[Service]\nExecStart=/usr/bin/hello\n[Install]\nWantedBy=multi-user.target\n";

// A small daemon: a program, a config, a unit, a link. It lies in `folder`.
StagedTree daemon_tree(const Path& folder) {
  write_file(folder / "hello", "#!/bin/sh\nexec sleep infinity\n");
  return StagedTree(
      {{.path = "bin/hello", .mode = 0700, .size = 30, .source = folder / "hello"},
       made_file("etc/hello/hello.ini", "port=1\n", ""),
       made_file("lib/systemd/system/hello.service", unit, ""),
       {.path = "share/hello/conf", .kind = EntryKind::symlink, .target = "../../etc/hello"}},
      "/usr");
}

WrittenDeb write(const StagedTree& tree, const Path& output) {
  ControlFields fields{.package = "hello",
                       .version = "1.0.32",
                       .architecture = "all",
                       .maintainer = "Ops <ops@example.org>",
                       .synopsis = "small daemon that says nothing"};
  fields.relations[Relation::depends] = {"dash"};
  return write_deb({.tree = tree,
                    .fields = fields,
                    .scripts = service_scripts(system_parts(tree)),
                    .licence = {.text = "MIT License\n\nCopyright (c) 2020 Example\n"},
                    .epoch = 1700000000,
                    .output = output});
}

std::string shell(const Path& folder, const std::string& line) {
  const Outcome outcome = run(
      {.words = {"sh", "-ec", line}, .folder = folder, .extra = {{"TZ", "UTC"}, {"LC_ALL", "C"}}});
  CHECK(outcome.err == "");
  return outcome.out;
}

}  // namespace

TEST_CASE("deb: dpkg-deb reads it, and every entry is as it should be") {
  const Scratch scratch;
  const WrittenDeb written = write(daemon_tree(scratch / "in"), scratch / "out/a.deb");
  CHECK(written.size == std::filesystem::file_size(scratch / "out/a.deb"));
  CHECK(written.sha256 == sha256_hex_of_file(scratch / "out/a.deb"));
  CHECK(shell(scratch / "out", "ls -A") == "a.deb\n");

  const std::string date = "2023-11-14 22:13 ./";
  CHECK(shell(scratch / "out", "dpkg-deb -c a.deb | sed 's/  *[0-9]* 2023/ 2023/'") ==
        "drwxr-xr-x root/root " + date + "\n" + "drwxr-xr-x root/root " + date + "etc/\n" +
            "drwxr-xr-x root/root " + date + "etc/hello/\n" + "-rw-r--r-- root/root " + date +
            "etc/hello/hello.ini\n" + "drwxr-xr-x root/root " + date + "usr/\n" +
            "drwxr-xr-x root/root " + date + "usr/bin/\n" + "-rwxr-xr-x root/root " + date +
            "usr/bin/hello\n" + "drwxr-xr-x root/root " + date + "usr/lib/\n" +
            "drwxr-xr-x root/root " + date + "usr/lib/systemd/\n" + "drwxr-xr-x root/root " + date +
            "usr/lib/systemd/system/\n" + "-rw-r--r-- root/root " + date +
            "usr/lib/systemd/system/hello.service\n" + "drwxr-xr-x root/root " + date +
            "usr/share/\n" + "drwxr-xr-x root/root " + date + "usr/share/doc/\n" +
            "drwxr-xr-x root/root " + date + "usr/share/doc/hello/\n" + "-rw-r--r-- root/root " +
            date + "usr/share/doc/hello/changelog.gz\n" + "-rw-r--r-- root/root " + date +
            "usr/share/doc/hello/copyright\n" + "drwxr-xr-x root/root " + date +
            "usr/share/hello/\n" + "lrwxrwxrwx root/root " + date +
            "usr/share/hello/conf -> /etc/hello\n");
  CHECK(shell(scratch / "out", "dpkg-deb -f a.deb Installed-Size Depends") ==
        "Installed-Size: 18\nDepends: dash\n");
  CHECK(shell(scratch / "out",
              "dpkg-deb --ctrl-tarfile a.deb | tar -tvf - | sed 's/  *[0-9]* 2023/ 2023/'") ==
        "drwxr-xr-x root/root 2023-11-14 22:13 ./\n"
        "-rw-r--r-- root/root 2023-11-14 22:13 ./conffiles\n"
        "-rw-r--r-- root/root 2023-11-14 22:13 ./control\n"
        "-rw-r--r-- root/root 2023-11-14 22:13 ./md5sums\n"
        "-rwxr-xr-x root/root 2023-11-14 22:13 ./postinst\n"
        "-rwxr-xr-x root/root 2023-11-14 22:13 ./postrm\n"
        "-rwxr-xr-x root/root 2023-11-14 22:13 ./prerm\n");
  CHECK(shell(scratch / "out", "dpkg-deb -I a.deb conffiles") == "/etc/hello/hello.ini\n");
  shell(scratch / "out",
        "dpkg-deb -R a.deb x && cd x && md5sum -c --quiet --strict DEBIAN/md5sums");
}

TEST_CASE("deb: lintian finds no error and no warning but for the manual page") {
  const Scratch scratch;
  write(daemon_tree(scratch / "in"), scratch / "hello_1.0.32_all.deb");
  const auto outcome =
      try_run({.words = {"lintian", "--allow-root", "--fail-on", "none", "hello_1.0.32_all.deb"},
               .folder = scratch.path()});
  if (!outcome) {
    WARN("no lintian here");
    return;
  }
  std::vector<std::string> tags;
  for (const std::string& line : lines(outcome->out))
    if (!line.starts_with("N:") && line.find("no-manual-page") == std::string::npos)
      tags.push_back(line);
  CHECK(tags == std::vector<std::string>{});
}

TEST_CASE("deb: the same bytes from another folder under another umask") {
  const Scratch scratch;
  write(daemon_tree(scratch / "in"), scratch / "a.deb");
  const mode_t before = umask(077);
  write(daemon_tree(scratch / "elsewhere/deep"), scratch / "b.deb");
  umask(before);
  CHECK(read_file(scratch / "a.deb") == read_file(scratch / "b.deb"));
}

TEST_CASE("deb: dpkg unpacks a data.tar of many blocks") {
  const Scratch scratch;
  std::string content;
  for (int i = 0; content.size() < (std::size_t{20} << 20); ++i)
    content += std::to_string(i * 7919 % 1000) + std::string(300, static_cast<char>('a' + i % 26));
  const StagedTree tree({made_file("share/big", content, "")}, "/usr");
  write(tree, scratch / "a.deb");
  shell(scratch.path(), "dpkg-deb -x a.deb x");
  CHECK(read_file(scratch / "x/usr/share/big") == content);
  CHECK_THAT(shell(scratch.path(), "ar p a.deb data.tar.xz > d.xz; xz --list --robot d.xz"),
             Contains("file\t1\t4\t"));
}

TEST_CASE("deb: hard links to documents can be unpacked, and their md5sums hold") {
  const Scratch scratch;
  write_file(scratch / "in/news", std::string(3000, 'n'));
  const std::string folder = "share/doc/hello/";
  const auto news = [&](const std::string& name, const std::string& link) {
    return Entry{.path = folder + name,
                 .mode = 0644,
                 .size = 3000,
                 .link = link,
                 .source = scratch / "in/news"};
  };
  const StagedTree tree({news("changelog", ""), news("changelog.Debian", folder + "changelog")},
                        "/usr");
  write(tree, scratch / "a.deb");
  shell(scratch.path(), "dpkg-deb -R a.deb out && cd out && md5sum --quiet -c DEBIAN/md5sums");
  CHECK(shell(scratch.path(), "zcat out/usr/share/doc/hello/changelog.gz").size() == 3000);
}

TEST_CASE("deb: dpkg unpacks the same from every compression, in one piece each") {
  const Scratch scratch;
  std::string content;
  for (int i = 0; content.size() < (std::size_t{20} << 20); ++i)
    content += std::to_string(i * 7919 % 1000) + std::string(300, static_cast<char>('a' + i % 26));
  const StagedTree tree({made_file("share/big", content, ""), made_file("share/small", "x", "")},
                        "/usr");
  for (const Compression compression : {Compression::gzip, Compression::zstd}) {
    ControlFields fields{.package = "hello",
                         .version = "1.0",
                         .architecture = "all",
                         .maintainer = "Ops <ops@example.org>",
                         .synopsis = "noise"};
    const Path deb = scratch / (suffix_of(compression) + ".deb");
    DebRequest request{.tree = tree, .fields = fields, .compression = compression, .output = deb};
    write_deb(request);
    const std::string folder = suffix_of(compression);
    shell(scratch.path(), "dpkg-deb -R " + deb.native() + " " + folder + " && cd " + folder +
                              " && md5sum -c --quiet --strict DEBIAN/md5sums");
    CHECK(read_file(scratch / folder / "usr/share/big") == content);
    const std::string before = read_file(deb);
    write_deb(request);
    CHECK(read_file(deb) == before);
  }
  CHECK_THAT(shell(scratch.path(), "ar p zst.deb data.tar.zst > d.zst; zstd --list -v d.zst 2>&1"),
             Contains("Number of files listed: 1") || Contains("# Zstandard Frames: 1\n"));
}

TEST_CASE("deb: refused before the work") {
  const Scratch scratch;
  const StagedTree huge({{.path = "share/huge", .size = 10'000'000'000, .source = "/nonexistent"}},
                        "/usr");
  CHECK(
      refusal([&] { write(huge, scratch / "out/a.deb"); }) ==
      "the package is too big for a .deb: its files have 10000 MB, and the format ends at 9999 MB\n"
      "ship what is big apart from it, or only as an archive");
  CHECK_FALSE(std::filesystem::exists(scratch / "out"));
}

TEST_CASE("deb: nothing is left when a file can't be read") {
  const Scratch scratch;
  const StagedTree tree({{.path = "a", .size = 3, .source = scratch / "gone"}}, "/usr");
  CHECK_THAT(refusal([&] { write(tree, scratch / "out/a.deb"); }),
             Catch::StartsWith("cannot open"));
  CHECK(std::filesystem::is_empty(scratch / "out"));
}
