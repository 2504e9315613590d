// SPDX-License-Identifier: Apache-2.0
#include <bundle/archive_writer.hpp>
#include <deb/control_files.hpp>

namespace shipit {

namespace {

// What dpkg and debconf run (policy 6, debconf-devel(7)).
bool is_program(const std::string& name) {
  return name == "config" || name.starts_with("pre") || name.starts_with("post");
}

}  // namespace

std::string conffiles_text(const StagedTree& root) {
  std::string text;
  for (const Entry& entry : root.entries())
    if (entry.kind == EntryKind::file && entry.conffile) text += "/" + entry.path + "\n";
  return text;
}

std::string control_archive(const ControlFiles& files, std::int64_t epoch) {
  std::string tar;
  ArchiveWriter archive(ArchiveFormat::gnu_tar, [&](std::string_view bytes) { tar += bytes; });
  const auto add = [&](const std::string& name, std::string content, mode_t mode) {
    if (content.empty()) return;
    Entry entry = made_file(name, std::move(content), {});
    entry.mode = mode;
    add_entry(archive, entry, {"./" + name, epoch});
  };
  std::map<std::string, std::string> texts = files.extra;
  texts["conffiles"] = files.conffiles;
  texts["control"] = control_text(files.fields);
  texts["md5sums"] = files.md5sums;
  texts["preinst"] = files.scripts.preinst;
  texts["postinst"] = files.scripts.postinst;
  texts["postrm"] = files.scripts.postrm;
  texts["prerm"] = files.scripts.prerm;
  add_entry(archive, {.kind = EntryKind::folder, .mode = 0755}, {"./", epoch});
  for (const auto& [name, text] : texts) add(name, text, is_program(name) ? 0755 : 0644);
  archive.close();
  return compressed(files.compression, tar);
}

}  // namespace shipit
