// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/archive_writer.hpp>
#include <bundle/tar.hpp>
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
    total += 5 * block + entry.path.size() + entry.target.size() +
             (entry.link.empty() ? entry.size + block : 0) / block * block;
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
  const ControlFields& fields = request.fields;
  return changelog_text({.package = fields.source.empty() ? fields.package : fields.source,
                         .maintainer = request.fields.maintainer,
                         .entries = std::move(entries)});
}

StagedTree layout_of(const DebRequest& request) {
  const ControlFields& fields = request.fields;
  return debian_layout({.tree = request.tree,
                        .package = fields.package,
                        .version = fields.version,
                        .conffiles = request.conffiles,
                        .documents = {.copyright = copyright_text({.package = fields.package,
                                                                   .homepage = fields.homepage,
                                                                   .epoch = request.epoch,
                                                                   .licence = request.licence}),
                                      .changelog = changelog_of(request)},
                        .documents_of = request.documents_of,
                        .part = request.part,
                        .packages = request.packages,
                        .cache = request.cache});
}

// The text of md5sums. As dh_md5sums: an edited conffile is no damage.
std::string md5sums(const StagedTree& root) {
  std::string sums;
  for (const Entry& entry : root.entries()) {
    if (entry.kind != EntryKind::file || entry.conffile) continue;
    const Entry& file = entry.link.empty() ? entry : *root.find(entry.link);
    const std::string digest =
        file.facts->md5.empty() ? hash(HashKind::md5, file.content) : file.facts->md5;
    sums += to_hex(digest) + "  " + entry.path + "\n";
  }
  return sums;
}

// A member's name and where its bytes are.
Entry made_member(std::string name, std::string content) {
  return made_file(std::move(name), std::move(content), {});
}

DebRequest checked(DebRequest request) {
  check_fields(request.fields);
  return request;
}

}  // namespace

Deb::Deb(DebRequest request)
    : request_(checked(std::move(request))),
      root_(layout_of(request_)),
      top_{.kind = EntryKind::folder, .mode = 0755} {
  check_size(root_);
  request_.fields.installed_kib = installed_kib(root_);
  output_ = {.codec = codec_of(request_.compression),
             .digests = Digests::and_md5,
             .sink = [this](Frame&& frame) { stream_.add(frame.bytes); }};
  output_.members.push_back({&top_, "./", request_.epoch});
  for (const Entry& entry : root_.entries())
    output_.members.push_back(
        {&entry, "./" + entry.path, request_.epoch, entry.link.empty() ? "" : "./" + entry.link});
}

std::string Deb::control() const {
  return control_archive({.fields = request_.fields,
                          .scripts = request_.scripts,
                          .conffiles = conffiles_text(root_),
                          .md5sums = md5sums(root_),
                          .extra = request_.control_extra,
                          .compression = request_.compression},
                         request_.epoch);
}

std::string Deb::key(const std::string& pass_key) const {
  const Scripts& scripts = request_.scripts;
  std::string text = pass_key + std::to_string(request_.epoch);
  for (const std::string& part :
       {control_text(request_.fields), conffiles_text(root_), md5sums(root_), scripts.preinst,
        scripts.postinst, scripts.prerm, scripts.postrm})
    text += "\n" + sha256_hex(part);
  for (const auto& [name, content] : request_.control_extra)
    text += "\n" + name + "\n" + sha256_hex(content);
  return sha256_hex(text);
}

void Deb::begin() {
  folder_.emplace(request_.output.has_parent_path() ? request_.output.parent_path() : Path("."));
  data_.emplace(folder_->path() / "data.tar");
  stream_ =
      frame_stream(request_.compression, [this](std::string_view bytes) { data_->write(bytes); });
}

WrittenDeb Deb::finish() {
  stream_.add(frame_of(output_.codec, std::string(tar_end())).bytes);
  stream_.close();
  data_->commit();
  const Path data = folder_->path() / "data.tar";
  const std::string ending = ".tar." + suffix_of(request_.compression);

  AtomicFile file(request_.output);
  Hash digest(HashKind::sha256);
  WrittenDeb written{.path = request_.output};
  ArchiveWriter ar(ArchiveFormat::ar, [&](std::string_view bytes) {
    file.write(bytes);
    digest.add(bytes);
    written.size += bytes.size();
  });
  for (const Entry& member :
       {made_member("debian-binary", "2.0\n"), made_member("control" + ending, control()),
        Entry{.path = "data" + ending,
        .mode = 0644,
        .size = std::filesystem::file_size(data),
        .source = data}})
    add_entry(ar, member, {member.path, request_.epoch});
  ar.close();
  file.commit();
  written.sha256 = to_hex(digest.finish());
  return written;
}

}  // namespace shipit
