// SPDX-License-Identifier: Apache-2.0
#include <bundle/archive_writer.hpp>
#include <bundle/xz.hpp>
#include <deb/control_files.hpp>

namespace shipit {

std::string conffiles_text(const StagedTree& root) {
  std::string text;
  for (const Entry& entry : root.entries())
    if (entry.kind == EntryKind::file && entry.conffile) text += "/" + entry.path + "\n";
  return text;
}

std::string control_archive(const ControlFiles& files, std::int64_t epoch) {
  std::string tar;
  ArchiveWriter archive(ArchiveFormat::gnu_tar, [&](std::string_view bytes) { tar += bytes; });
  const auto add = [&](const char* name, std::string content, mode_t mode) {
    if (content.empty()) return;
    Entry entry = made_file(name, std::move(content), {});
    entry.mode = mode;
    add_entry(archive, entry, {std::string("./") + name, epoch});
  };
  add_entry(archive, {.kind = EntryKind::folder, .mode = 0755}, {"./", epoch});
  add("conffiles", files.conffiles, 0644);
  add("control", control_text(files.fields), 0644);
  add("md5sums", files.md5sums, 0644);
  add("postinst", files.scripts.postinst, 0755);
  add("postrm", files.scripts.postrm, 0755);
  add("prerm", files.scripts.prerm, 0755);
  archive.close();
  return xz(tar);
}

}  // namespace shipit
