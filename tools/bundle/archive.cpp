// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/archive.hpp>
#include <bundle/archive_writer.hpp>
#include <bundle/frames.hpp>
#include <bundle/pax_header.hpp>

namespace shipit {
namespace {

constexpr int level = 3;

void check_folder(const std::string& folder) {
  if (folder.empty() || folder == "." || folder == ".." || folder.find('/') != std::string::npos)
    throw Error("an archive's top folder cannot be called " + quote(folder), Blame::shipit);
}

}  // namespace

WrittenArchive write_archive(const ArchiveRequest& request) {
  check_folder(request.folder);
  AtomicFile file(request.output);
  Hash digest(HashKind::sha256);
  WrittenArchive written{.path = request.output};
  FrameWriter frames(
      [&](std::string_view bytes) {
        file.write(bytes);
        digest.add(bytes);
        written.size += bytes.size();
      },
      level);
  const auto tar_bytes = [&](std::string_view bytes) {
    written.uncompressed += bytes.size();
    frames.write(bytes);
  };

  tar_bytes(pax_global_header(request.commit, request.epoch));
  frames.end_frame();
  ArchiveWriter tar(ArchiveFormat::gnu_tar, tar_bytes);
  const Entry top{.kind = EntryKind::folder, .mode = 0755};
  add_entry(tar, top, {request.folder + "/"});
  for (const Entry& entry : request.tree.entries()) {
    add_entry(tar, entry, {request.folder + "/" + entry.path});
    frames.end_entry();
  }
  tar.close();
  frames.close();
  file.commit();
  written.sha256 = to_hex(digest.finish());
  return written;
}

}  // namespace shipit
