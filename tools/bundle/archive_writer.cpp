// SPDX-License-Identifier: Apache-2.0
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/archive_writer.hpp>
#include <exception>
#include <utility>

namespace shipit {

struct ArchiveWriter::State {
  archive* handle = archive_write_new();
  archive_entry* entry = archive_entry_new();
  Sink sink;
  std::exception_ptr failure;  // of the sink: it can't pass through libarchive's C frames
  std::string member = "the archive";

  explicit State(Sink to) : sink(std::move(to)) {}
  ~State() {
    archive_entry_free(entry);
    archive_write_free(handle);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // The one judge of libarchive's return codes: a warning would mean a member that isn't what was
  // asked for, so it is as bad as an error.
  void check(int code) {
    if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
    if (code == ARCHIVE_OK) return;
    const char* why = archive_error_string(handle);
    throw Error("cannot archive " + quote(member) + ": " + (why ? why : "libarchive gave up"));
  }

  static la_ssize_t pass_on(archive*, void* self, const void* bytes, std::size_t size) {
    auto& state = *static_cast<State*>(self);
    try {
      state.sink({static_cast<const char*>(bytes), size});
      return static_cast<la_ssize_t>(size);
    } catch (...) {
      state.failure = std::current_exception();
      return -1;
    }
  }
};

namespace {

mode_t type_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::file:
      return S_IFREG;
    case EntryKind::folder:
      return S_IFDIR;
    case EntryKind::symlink:
      return S_IFLNK;
  }
  return 0;
}

}  // namespace

ArchiveWriter::ArchiveWriter(ArchiveFormat format, Sink sink)
    : state_(std::make_unique<State>(std::move(sink))) {
  archive* handle = state_->handle;
  switch (format) {
    case ArchiveFormat::gnu_tar:
      state_->check(archive_write_set_format_gnutar(handle));
      break;
    case ArchiveFormat::ar:
      state_->check(archive_write_set_format_ar_bsd(handle));
      break;
    case ArchiveFormat::gzip:
      state_->check(archive_write_set_format_raw(handle));
      state_->check(archive_write_add_filter_gzip(handle));
      state_->check(archive_write_set_filter_option(handle, "gzip", "timestamp", nullptr));
      state_->check(archive_write_set_filter_option(handle, "gzip", "compression-level", "9"));
      break;
  }
  // Unblocked: what a member needs is handed on when it ends, and nothing is padded to records.
  state_->check(archive_write_set_bytes_per_block(handle, 0));
  state_->check(archive_write_set_bytes_in_last_block(handle, 1));
  state_->check(archive_write_open(handle, state_.get(), nullptr, State::pass_on, nullptr));
}

ArchiveWriter::~ArchiveWriter() {
  // Freeing an open archive would close it, and so write an end into the sink after a failure.
  archive_write_fail(state_->handle);
}

void ArchiveWriter::begin(const Member& member) {
  archive_entry* entry = archive_entry_clear(state_->entry);
  state_->member = member.path;
  archive_entry_copy_pathname(entry, member.path.c_str());
  archive_entry_set_filetype(entry, type_of(member.kind));
  archive_entry_set_perm(entry, member.mode);
  archive_entry_set_uid(entry, 0);
  archive_entry_set_gid(entry, 0);
  archive_entry_copy_uname(entry, "root");
  archive_entry_copy_gname(entry, "root");
  archive_entry_set_mtime(entry, member.mtime, 0);
  archive_entry_set_size(entry, static_cast<la_int64_t>(member.link.empty() ? member.size : 0));
  if (!member.link.empty()) archive_entry_copy_hardlink(entry, member.link.c_str());
  if (member.kind == EntryKind::symlink) archive_entry_copy_symlink(entry, member.target.c_str());
  state_->check(archive_write_header(state_->handle, entry));
}

void ArchiveWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const la_ssize_t count = archive_write_data(state_->handle, bytes.data(), bytes.size());
    state_->check(count > 0 ? ARCHIVE_OK : ARCHIVE_FATAL);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void ArchiveWriter::end() { state_->check(archive_write_finish_entry(state_->handle)); }

void ArchiveWriter::close() {
  state_->member = "the archive";
  state_->check(archive_write_close(state_->handle));
}

void add_entry(ArchiveWriter& archive, const Entry& entry, const Placement& placement) {
  archive.begin({.path = placement.name,
                 .kind = entry.kind,
                 .mode = entry.mode,
                 .size = entry.size,
                 .target = entry.target,
                 .mtime = placement.mtime});
  if (entry.kind == EntryKind::file)
    read_entry(entry, [&](std::string_view bytes) { archive.write(bytes); });
  archive.end();
}

std::string gzip(std::string_view content) {
  std::string compressed;
  ArchiveWriter archive(ArchiveFormat::gzip, [&](std::string_view bytes) { compressed += bytes; });
  archive.begin({.path = "content", .size = content.size()});
  archive.write(content);
  archive.end();
  archive.close();
  return compressed;
}

std::string gzip_writer() { return archive_version_details(); }

}  // namespace shipit
