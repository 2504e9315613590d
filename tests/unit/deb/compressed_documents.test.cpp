// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/process.hpp>
#include <deb/compressed_documents.hpp>
#include <scratch.hpp>
#include <symlink.hpp>

using namespace shipit;

namespace {

Entry hard_link(const std::string& path, const std::string& link, const std::string& content) {
  Entry entry = made_file(path, content, "");
  entry.link = link;
  return entry;
}

StagedTree compressed(std::vector<Entry> entries) {
  const StagedTree root(std::move(entries), "/");
  return StagedTree(CompressedDocuments(root, {"hello"}).in(root.entries()), "/");
}

std::string unpacked(const StagedTree& root, const std::string& path) {
  return run({.words = {"gzip", "-d"}, .input = root.find(path)->content}).out;
}

const std::string page(3000, 'p');

}  // namespace

TEST_CASE("compressed documents: pages, info and news, and nothing else") {
  const std::string man = "usr/share/man/";
  const StagedTree root = compressed(
      {made_file(man + "man1/hello.1", page, ""), made_file(man + "de/man3/hello.3x", "drei", ""),
       made_file(man + "man8/done.8.gz", "done", ""), made_file(man + "man8/done.8.xz", "done", ""),
       made_file(man + "hello.1", "no section", ""), made_file(man + "manual/x.1", "none", ""),
       made_file("usr/share/info/hello.info", "info", ""),
       made_file("usr/share/info/dir", "its index", ""),
       made_file("usr/share/doc/hello/changelog", "news", ""),
       made_file("usr/share/doc/hello/NEWS.Debian", "news", ""),
       made_file("usr/share/doc/hello/copyright", "licence", ""),
       made_file("usr/share/doc/other/changelog", "news", "")});
  std::vector<std::string> files;
  for (const Entry& entry : root.entries())
    if (entry.kind == EntryKind::file) files.push_back(entry.path);
  CHECK(files == std::vector<std::string>{
                     "usr/share/doc/hello/NEWS.Debian.gz", "usr/share/doc/hello/changelog.gz",
                     "usr/share/doc/hello/copyright", "usr/share/doc/other/changelog",
                     "usr/share/info/dir", "usr/share/info/hello.info.gz",
                     "usr/share/man/de/man3/hello.3x.gz", "usr/share/man/hello.1",
                     "usr/share/man/man1/hello.1.gz", "usr/share/man/man8/done.8.gz",
                     "usr/share/man/man8/done.8.xz", "usr/share/man/manual/x.1"});
  CHECK(unpacked(root, "usr/share/man/man1/hello.1.gz") == page);
  CHECK(unpacked(root, "usr/share/man/de/man3/hello.3x.gz") == "drei");
  CHECK(root.find("usr/share/man/man8/done.8.gz")->content == "done");
  CHECK(root.find("usr/share/man/man1/hello.1.gz")->size ==
        root.find("usr/share/man/man1/hello.1.gz")->content.size());
}

TEST_CASE("compressed documents: without name and time, as gzip -9n has them") {
  const StagedTree root = compressed({made_file("usr/share/man/man1/hello.1", page, "")});
  const std::string& made = root.find("usr/share/man/man1/hello.1.gz")->content;
  const std::string gzips = run({.words = {"gzip", "-9n"}, .input = page}).out;
  CHECK(made.substr(0, 10) == gzips.substr(0, 10));
}

TEST_CASE("compressed documents: symlinks follow, through others and from other folders") {
  const StagedTree root = compressed(
      {made_file("usr/share/man/man1/hello.1", page, ""),
       made_file("usr/share/man/man1/done.1.gz", "done", ""),
       a_link("usr/share/man/man1/again.1", "hi.1"), a_link("usr/share/man/man1/hi.1", "hello.1"),
       a_link("usr/share/man/man1/old.1.gz", "done.1.gz"),
       a_link("usr/share/man/man1/four.1.gz", "hello.1"),
       a_link("usr/share/man/man1/five.1", "four.1.gz"),
       a_link("usr/share/man/man7/hello.7", "../man1/hello.1"),
       a_link("usr/share/hello/page", "/usr/share/man/man1/hello.1"),
       a_link("usr/share/man/man1/elsewhere.1", "../../other/page.1")});
  const auto target = [&](const std::string& path) {
    const Entry* entry = root.find("usr/share/" + path);
    return entry == nullptr ? "" : entry->target;
  };
  CHECK(target("man/man1/hi.1.gz") == "hello.1.gz");
  CHECK(target("man/man1/again.1.gz") == "hi.1.gz");
  CHECK(target("man/man1/four.1.gz") == "hello.1.gz");
  CHECK(target("man/man1/five.1.gz") == "four.1.gz");
  CHECK(target("man/man7/hello.7.gz") == "../man1/hello.1.gz");
  CHECK(target("hello/page.gz") == "/usr/share/man/man1/hello.1.gz");
  CHECK(target("man/man1/old.1.gz") == "done.1.gz");
  CHECK(target("man/man1/elsewhere.1") == "../../other/page.1");
}

TEST_CASE("compressed documents: hard links follow, and a name elsewhere keeps its bytes") {
  const StagedTree root =
      compressed({made_file("usr/share/man/man1/hello.1", page, ""),
                  hard_link("usr/share/man/man1/hi.1", "usr/share/man/man1/hello.1", page),
                  hard_link("usr/share/templates/hello.1", "usr/share/man/man1/hello.1", page),
                  hard_link("usr/share/templates/hi.1", "usr/share/man/man1/hello.1", page),
                  made_file("usr/share/doc/a/page", "both", ""),
                  hard_link("usr/share/doc/b/page", "usr/share/doc/a/page", "both"),
                  hard_link("usr/share/man/man1/both.1", "usr/share/doc/a/page", "both"),
                  hard_link("usr/share/man/man2/both.2", "usr/share/doc/a/page", "both")});
  const auto link = [&](const std::string& path) { return root.find("usr/share/" + path)->link; };
  CHECK(link("man/man1/hi.1.gz") == "usr/share/man/man1/hello.1.gz");
  CHECK(link("templates/hello.1").empty());
  CHECK(root.find("usr/share/templates/hello.1")->content == page);
  CHECK(link("templates/hi.1") == "usr/share/templates/hello.1");
  CHECK(link("doc/b/page") == "usr/share/doc/a/page");
  CHECK(link("man/man1/both.1.gz").empty());
  CHECK(unpacked(root, "usr/share/man/man1/both.1.gz") == "both");
  CHECK(link("man/man2/both.2.gz") == "usr/share/man/man1/both.1.gz");
}

TEST_CASE("compressed documents: a hard link comes after what it links to under its new name") {
  const std::string folder = "usr/share/doc/hello/";
  const StagedTree root =
      compressed({made_file(folder + "changelog", page, ""),
                  hard_link(folder + "changelog.Debian", folder + "changelog", page)});
  CHECK(root.find(folder + "changelog.gz")->link == folder + "changelog.Debian.gz");
  CHECK(root.find(folder + "changelog.Debian.gz")->link.empty());
  CHECK(unpacked(root, folder + "changelog.Debian.gz") == page);
}

TEST_CASE("compressed documents: a page that is there in both forms is in the way") {
  CHECK(refusal([] {
          compressed({made_file("usr/share/man/man1/hello.1", page, "'hello.1', from one"),
                      made_file("usr/share/man/man1/hello.1.gz", "x", "'hello.1.gz', from other")});
        }) ==
        "two files want 'usr/share/man/man1/hello.1.gz'\n"
        "one is 'hello.1', from one, which Debian wants compressed\n"
        "the other is 'hello.1.gz', from other\n"
        "give one of them another DESTINATION");
}

TEST_CASE("compressed documents: kept by the digest of what they were, and not read again") {
  const Scratch scratch;
  ValueStore cache(scratch / "cache", 1'000'000);
  scratch.write("hello.1", page);
  const std::string path = "usr/share/man/man1/hello.1";
  StagedTree root({{.path = path, .size = page.size(), .source = scratch / "hello.1"}}, "/");
  const auto content = [&](ValueStore* kept) {
    const std::vector<Entry> entries = CompressedDocuments(root, {}).in(root.entries(), kept);
    return StagedTree(entries, "/").find(path + ".gz")->content;
  };
  const std::string made = content(nullptr);
  CHECK(content(&cache) == made);
  root.find(path)->facts->sha256 = hash(HashKind::sha256, page);
  root.find(path)->facts->held.reset();
  std::filesystem::remove(scratch / "hello.1");
  CHECK(content(&cache) == made);
  root.find(path)->facts->sha256 = hash(HashKind::sha256, "another page");
  CHECK_THROWS_WITH(content(&cache), Catch::Contains("cannot open"));
}

TEST_CASE("compressed documents: bytes are kept under their own digest, never under another") {
  const Scratch scratch;
  ValueStore cache(scratch / "cache", 1'000'000);
  const std::string path = "usr/share/man/man1/hello.1";
  const std::string edited(page.size(), 'q');
  const auto content = [&](const std::string& text, const std::string& known) {
    scratch.write("hello.1", text);
    const StagedTree root({{.path = path, .size = page.size(), .source = scratch / "hello.1"}},
                          "/");
    root.find(path)->facts->sha256 = hash(HashKind::sha256, known);
    const StagedTree tree(CompressedDocuments(root, {}).in(root.entries(), &cache), "/");
    return unpacked(tree, path + ".gz");
  };
  CHECK(refusal([&] { content(edited, page); }) == "'" + (scratch / "hello.1").native() +
                                                       "' changed while it was being packaged\n"
                                                       "package again when nothing writes to it");
  CHECK(content(page, page) == page);
  CHECK(content(edited, edited) == edited);
}
