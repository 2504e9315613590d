// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/archive_writer.hpp>
#include <bundle/xz.hpp>
#include <deb/control_files.hpp>
#include <deb/deb.hpp>
#include <deb/layout.hpp>

namespace shipit {
namespace {

// ar's header has ten decimal digits for a member's size (deb(5)).
constexpr std::uint64_t most_bytes = 9'999'999'999;

// An upper bound of the tar file: a header for each entry, two more for a long name or target.
std::uint64_t tar_bytes(const StagedTree& root) {
  constexpr std::uint64_t block = 512;
  std::uint64_t total = 3 * block;
  for (const Entry& entry : root.entries())
    total +=
        5 * block + entry.path.size() + entry.target.size() + (entry.size + block) / block * block;
  return total;
}

// Whether so much would shrink enough is known only after an hour's work, so it isn't tried.
void check_size(const StagedTree& root) {
  if (tar_bytes(root) <= most_bytes) return;
  throw Error("the package is too big for a .deb: its files have " +
              std::to_string(tar_bytes(root) / 1'000'000) + " MB, and the format ends at 9999 MB")
      .help("ship what is big apart from it, or only as an archive");
}

std::string changelog_of(const DebRequest& request) {
  std::vector<ChangelogEntry> entries{
      {.version = request.fields.version, .epoch = request.epoch, .changes = request.changes}};
  entries.insert(entries.end(), request.past.begin(), request.past.end());
  return changelog_text({.package = request.fields.package,
                         .maintainer = request.fields.maintainer,
                         .entries = std::move(entries)});
}

StagedTree layout_of(const DebRequest& request) {
  const ControlFields& fields = request.fields;
  return debian_layout({.tree = request.tree,
                        .package = fields.package,
                        .version = fields.version,
                        .documents = {.copyright = copyright_text({.package = fields.package,
                                                                   .homepage = fields.homepage,
                                                                   .epoch = request.epoch,
                                                                   .licence = request.licence}),
                                      .changelog = changelog_of(request)}});
}

// Writes data.tar.xz to `file`; the result is the text of md5sums.
std::string write_data(const StagedTree& root, std::int64_t epoch, AtomicFile& file) {
  XzWriter compressed([&](std::string_view bytes) { file.write(bytes); });
  ArchiveWriter tar(ArchiveFormat::gnu_tar,
                    [&](std::string_view bytes) { compressed.write(bytes); });
  std::string sums;
  add_entry(tar, {.kind = EntryKind::folder, .mode = 0755}, {"./", epoch});
  for (const Entry& entry : root.entries()) {
    Hash digest(HashKind::md5);
    add_entry(tar, entry,
              {"./" + entry.path, epoch, [&](std::string_view bytes) { digest.add(bytes); }});
    // As dh_md5sums: an edited conffile is no damage.
    if (entry.kind == EntryKind::file && !entry.conffile)
      sums += to_hex(digest.finish()) + "  " + entry.path + "\n";
  }
  tar.close();
  compressed.close();
  return sums;
}

// A member's name and where its bytes are.
Entry made_member(std::string name, std::string content) {
  return made_file(std::move(name), std::move(content), {});
}

}  // namespace

WrittenDeb write_deb(const DebRequest& request) {
  check_fields(request.fields);
  const StagedTree root = layout_of(request);
  check_size(root);

  const TemporaryFolder folder(request.output.has_parent_path() ? request.output.parent_path()
                                                                : Path("."));
  const Path data = folder.path() / "data.tar.xz";
  AtomicFile data_file(data);
  ControlFiles files{.fields = request.fields, .scripts = request.scripts};
  files.fields.installed_kib = installed_kib(root);
  files.md5sums = write_data(root, request.epoch, data_file);
  files.conffiles = conffiles_text(root);
  data_file.commit();

  AtomicFile file(request.output);
  Hash digest(HashKind::sha256);
  WrittenDeb written{.path = request.output};
  ArchiveWriter ar(ArchiveFormat::ar, [&](std::string_view bytes) {
    file.write(bytes);
    digest.add(bytes);
    written.size += bytes.size();
  });
  for (const Entry& member : {made_member("debian-binary", "2.0\n"),
                              made_member("control.tar.xz", control_archive(files, request.epoch)),
                              Entry{.path = "data.tar.xz",
                              .mode = 0644,
                              .size = std::filesystem::file_size(data),
                              .source = data}})
    add_entry(ar, member, {member.path, request.epoch});
  ar.close();
  file.commit();
  written.sha256 = to_hex(digest.finish());
  return written;
}

}  // namespace shipit
