// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/elf.hpp>

namespace shipit {
namespace {

// A file and what libelf holds of it.
class ElfFile {
 public:
  explicit ElfFile(const Path& path) : file_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    elf_version(EV_CURRENT);
    if (file_ >= 0) elf_ = elf_begin(file_, ELF_C_READ_MMAP, nullptr);
  }
  // libelf asks for bytes that may be written, and writes none unless it is told to.
  explicit ElfFile(std::string_view bytes) {
    elf_version(EV_CURRENT);
    elf_ = elf_memory(const_cast<char*>(bytes.data()), bytes.size());
  }
  ~ElfFile() {
    elf_end(elf_);
    if (file_ >= 0) close(file_);
  }
  ElfFile(const ElfFile&) = delete;
  ElfFile& operator=(const ElfFile&) = delete;

  Elf* get() const { return elf_; }

 private:
  int file_ = -1;
  Elf* elf_ = nullptr;
};

std::string interpreter_of(Elf* elf, const GElf_Phdr& header) {
  std::size_t size = 0;
  const char* raw = elf_rawfile(elf, &size);
  if (raw == nullptr || header.p_offset > size || header.p_filesz > size - header.p_offset)
    return {};
  const std::string_view bytes(raw + header.p_offset, header.p_filesz);
  return std::string(bytes.substr(0, bytes.find('\0')));
}

void add_dynamic(Elf* elf, Elf_Scn* section, const GElf_Shdr& header, ElfPaths& paths) {
  Elf_Data* data = elf_getdata(section, nullptr);
  if (data == nullptr || header.sh_entsize == 0) return;
  const auto count = static_cast<int>(header.sh_size / header.sh_entsize);
  for (int i = 0; i < count; ++i) {
    GElf_Dyn entry;
    if (gelf_getdyn(data, i, &entry) == nullptr) return;
    const bool folders = entry.d_tag == DT_RUNPATH || entry.d_tag == DT_RPATH;
    if (!folders && entry.d_tag != DT_NEEDED && entry.d_tag != DT_SONAME) continue;
    const char* text = elf_strptr(elf, header.sh_link, entry.d_un.d_val);
    if (text == nullptr || *text == '\0') continue;
    if (entry.d_tag == DT_NEEDED) paths.needed.emplace_back(text);
    if (entry.d_tag == DT_SONAME) paths.soname = text;
    if (!folders) continue;
    paths.inherited = entry.d_tag == DT_RPATH;
    for (std::string& folder : split(text, ':')) paths.runpath.push_back(std::move(folder));
  }
}

// The descriptor of the note that the linker's --build-id makes (elf(5), NT_GNU_BUILD_ID).
std::string build_id_in(Elf_Scn* section) {
  Elf_Data* data = elf_getdata(section, nullptr);
  if (data == nullptr) return {};
  const std::string_view bytes(static_cast<const char*>(data->d_buf), data->d_size);
  GElf_Nhdr note;
  std::size_t name = 0;
  std::size_t descriptor = 0;
  for (std::size_t at = 0; (at = gelf_getnote(data, at, &note, &name, &descriptor)) != 0;)
    if (note.n_type == NT_GNU_BUILD_ID && bytes.substr(name).starts_with("GNU"))
      return to_hex(bytes.substr(descriptor, note.n_descsz));
  return {};
}

}  // namespace

std::string debuggable_build_id(const Path& path) {
  const ElfFile file(path);
  Elf* elf = file.get();
  std::size_t names = 0;
  if (elf == nullptr || elf_kind(elf) != ELF_K_ELF || elf_getshdrstrndx(elf, &names) != 0)
    return {};
  std::string build_id;
  bool debug = false;
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section)) != nullptr;) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr) return {};
    const char* name = elf_strptr(elf, names, header.sh_name);
    const std::string_view called = name == nullptr ? "" : name;
    debug = debug || called == ".debug_info" || called == ".zdebug_info";
    if (header.sh_type == SHT_NOTE && build_id.empty()) build_id = build_id_in(section);
  }
  return debug ? build_id : std::string();
}

namespace {

std::optional<ElfPaths> paths_in(Elf* elf) {
  if (elf == nullptr || elf_kind(elf) != ELF_K_ELF) return std::nullopt;
  ElfPaths paths;
  std::size_t count = 0;
  if (elf_getphdrnum(elf, &count) != 0) return std::nullopt;
  for (std::size_t i = 0; i < count; ++i) {
    GElf_Phdr header;
    if (gelf_getphdr(elf, static_cast<int>(i), &header) == nullptr) return std::nullopt;
    if (header.p_type == PT_INTERP) paths.interpreter = interpreter_of(elf, header);
  }
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section)) != nullptr;) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr) return std::nullopt;
    if (header.sh_type == SHT_DYNAMIC) add_dynamic(elf, section, header, paths);
  }
  return paths;
}

constexpr std::string_view magic(ELFMAG, SELFMAG);

}  // namespace

bool is_elf(std::string_view bytes) { return bytes.starts_with(magic); }

bool is_elf(const Path& path, std::uint64_t size) {
  return size >= magic.size() && is_elf(read_file(path, {.begin = 0, .end = magic.size()}));
}

std::optional<ElfPaths> elf_paths(const Path& path) { return paths_in(ElfFile(path).get()); }

std::optional<ElfPaths> elf_paths_in(std::string_view bytes) {
  return paths_in(ElfFile(bytes).get());
}

}  // namespace shipit
