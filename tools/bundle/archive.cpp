// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/archive.hpp>
#include <bundle/pax_header.hpp>
#include <bundle/tar.hpp>

namespace shipit {
namespace {

// With the frames' size the choice of docs/manual/packages.md's table.
constexpr int level = 3;
constexpr ZstdSettings solid{.level = level};

void check_folder(const std::string& folder) {
  if (folder.empty() || folder == "." || folder == ".." || folder.find('/') != std::string::npos)
    throw Error("an archive's top folder cannot be called " + quote(folder), Blame::shipit);
}

FrameCodec codec_for(Framing framing) {
  if (framing == Framing::solid) return {.id = "tar"};
  return {.id = zstd_kind(level),
          .encode = [](const std::string& bytes) { return zstd_frame(bytes, level); },
          .holds = [](const std::string& frame,
                      const std::string& content) { return zstd_holds(frame, content); }};
}

}  // namespace

Archive::Archive(ArchiveRequest request)
    : request_(std::move(request)), top_{.kind = EntryKind::folder, .mode = 0755} {
  check_folder(request_.folder);
  output_.codec = codec_for(request_.framing);
  output_.members.push_back({&top_, request_.folder + "/"});
  const std::string top = request_.folder + "/";
  for (const Entry* entry : packing_order(request_.tree))
    output_.members.push_back({.entry = entry,
                               .name = top + entry->path,
                               .link = entry->link.empty() ? "" : top + entry->link});
  output_.sink = [this](Frame&& frame) { add_frame(std::move(frame)); };
}

std::string Archive::key(const std::string& pass_key) const {
  const std::string kind = request_.framing == Framing::solid ? "solid" + zstd_stream_kind(solid)
                                                              : "frames" + zstd_kind(level);
  return sha256_hex(pass_key + "\n" + kind + "\n" +
                    pax_global_header(request_.commit, request_.epoch));
}

void Archive::write(std::string_view bytes) {
  file_->write(bytes);
  digest_.add(bytes);
  size_ += bytes.size();
}

void Archive::add_frame(Frame frame) {
  if (solid_) {
    solid_->write(frame.bytes);
    count(std::move(frame.bytes));
    return;
  }
  frames_.push_back({.compressed = static_cast<std::uint32_t>(frame.bytes.size()),
                     .content = static_cast<std::uint32_t>(frame.content.size())});
  count(std::move(frame.content));
  write(frame.bytes);
}

void Archive::count(std::string content) {
  content_size_ += content.size();
  content_digest_.add(std::move(content));
}

unsigned Archive::window_log() const {
  if (request_.framing == Framing::solid) return solid.window_log;
  unsigned log = 10;  // the least that the format has (RFC 8878 section 3.1.1.1.2)
  for (const FrameSizes& frame : frames_)
    while ((std::uint64_t{1} << log) < frame.content) ++log;
  return log;
}

void Archive::begin() {
  file_.emplace(request_.output);
  if (request_.framing == Framing::solid)
    solid_ = std::make_unique<ZstdStream>([this](std::string_view bytes) { write(bytes); }, solid);
  add_frame(frame_of(output_.codec, pax_global_header(request_.commit, request_.epoch)));
}

WrittenArchive Archive::finish() {
  add_frame(frame_of(output_.codec, std::string(tar_end())));
  if (solid_)
    solid_->close();
  else
    write(seek_table(frames_));
  file_->commit();
  return {.path = request_.output,
          .size = size_,
          .sha256 = to_hex(digest_.finish()),
          .content_size = content_size_,
          .content_sha256 = to_hex(content_digest_.finish()),
          .window_log = window_log()};
}

}  // namespace shipit
