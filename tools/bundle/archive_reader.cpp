// SPDX-License-Identifier: Apache-2.0
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/archive_reader.hpp>
#include <exception>
#include <utility>

namespace shipit {

struct ArchiveReader::State {
  archive* handle = archive_read_new();
  ArchiveSource source;
  std::string origin;
  ArchiveLimits limits;
  std::exception_ptr failure{};  // of the source: it can't pass through libarchive's C frames
  std::uint64_t members = 0;
  std::uint64_t bytes = 0;

  State(ArchiveSource from, std::string name, ArchiveLimits bounds)
      : source(std::move(from)), origin(std::move(name)), limits(bounds) {}
  ~State() { archive_read_free(handle); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // A warning is of names that the locale can't spell, which raw bytes don't mind.
  void check(int code) {
    if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN || code == ARCHIVE_EOF) return;
    const char* why = archive_error_string(handle);
    fail(why ? why : "libarchive gave up");
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw Error("cannot read " + quote(origin) + ": " + std::string(trim(why)));
  }

  static la_ssize_t pull(archive* handle, void* self, const void** bytes) {
    auto& state = *static_cast<State*>(self);
    try {
      const std::string_view piece = state.source();
      *bytes = piece.data();
      return static_cast<la_ssize_t>(piece.size());
    } catch (...) {
      state.failure = std::current_exception();
      archive_set_error(handle, ARCHIVE_FATAL, "the source failed");
      return -1;
    }
  }
};

namespace {

MemberKind kind_of(archive_entry* entry) {
  if (archive_entry_hardlink(entry) != nullptr) return MemberKind::hard_link;
  switch (archive_entry_filetype(entry)) {
    case S_IFREG:
    case 0:  // ar has no types
      return MemberKind::file;
    case S_IFDIR:
      return MemberKind::folder;
    case S_IFLNK:
      return MemberKind::symlink;
    default:
      return MemberKind::other;
  }
}

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

ArchiveReader::ArchiveReader(ArchiveSource source, std::string origin, ArchiveLimits limits)
    : state_(std::make_unique<State>(std::move(source), std::move(origin), limits)) {
  archive* handle = state_->handle;
  // Each by name: among all of libarchive's are some that start programs.
  archive_read_support_filter_gzip(handle);
  archive_read_support_filter_xz(handle);
  archive_read_support_filter_zstd(handle);
  archive_read_support_format_tar(handle);
  archive_read_support_format_ar(handle);
  archive_read_support_format_empty(handle);
  state_->check(archive_read_open(handle, state_.get(), nullptr, State::pull, nullptr));
}

ArchiveReader::~ArchiveReader() = default;

std::optional<ReadMember> ArchiveReader::next() {
  constexpr la_int64_t block = 512;
  while (!read().empty()) {
  }
  archive* handle = state_->handle;
  const la_int64_t before = archive_filter_bytes(handle, 0);
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(handle, &entry);
  state_->check(code);
  if (code == ARCHIVE_EOF) {
    // libarchive takes a tar that stops between two members for a whole one: its end is a block of
    // zeros, which comes after what pads the last member.
    const bool tar = (archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    if (state_->members == 0) state_->fail("it is empty");
    if (tar && archive_filter_bytes(handle, 0) - before < block) state_->fail("it ends too early");
    return std::nullopt;
  }
  if (++state_->members > state_->limits.members)
    state_->fail("it has more than " + std::to_string(state_->limits.members) + " members");
  ReadMember member{.path = text_or_empty(archive_entry_pathname(entry)),
                    .kind = kind_of(entry),
                    .mode = archive_entry_perm(entry),
                    .size = static_cast<std::uint64_t>(archive_entry_size(entry)),
                    .mtime = archive_entry_mtime(entry)};
  if (member.kind == MemberKind::symlink)
    member.target = text_or_empty(archive_entry_symlink(entry));
  if (member.kind == MemberKind::hard_link)
    member.target = text_or_empty(archive_entry_hardlink(entry));
  return member;
}

std::string_view ArchiveReader::read() {
  if (state_->members == 0) return {};
  const void* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  int code = ARCHIVE_OK;
  do {
    code = archive_read_data_block(state_->handle, &bytes, &size, &offset);
    state_->check(code);
  } while (code != ARCHIVE_EOF && size == 0);
  if (code == ARCHIVE_EOF) return {};
  state_->bytes += size;
  if (state_->bytes > state_->limits.bytes)
    state_->fail("it holds more than " + std::to_string(state_->limits.bytes) + " bytes");
  return {static_cast<const char*>(bytes), size};
}

}  // namespace shipit
