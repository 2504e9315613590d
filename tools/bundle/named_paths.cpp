// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bundle/elf.hpp>
#include <bundle/named_paths.hpp>

namespace shipit {
namespace {

bool is_in_name(char c) {
  return is_alnum(c) || std::string_view("._-+@%~").find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Whether an absolute path can begin at `at`.
bool may_begin(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const std::string_view before = text.substr(0, at);
  const bool option = before.ends_with("-I") || before.ends_with("-L");
  const char last = before.back();
  return option ||
         (!is_in_name(last) && std::string_view("/})>").find(last) == std::string_view::npos);
}

// Whether `before` ends as 'prefix=' or 'prefix="' does, and not as a comparison.
bool is_setting(std::string_view before) {
  if (before.ends_with('"') || before.ends_with('\'')) before.remove_suffix(1);
  if (!before.ends_with('=')) return false;
  before.remove_suffix(1);
  return !before.empty() && is_in_name(before.back());
}

// A path from `at` on, whose first `root` bytes are known; without what ends the sentence.
std::string_view path_at(std::string_view text, std::size_t at, std::size_t root) {
  std::size_t end = at + root;
  while (end < text.size() && (text[end] == '/' || is_in_name(text[end]))) ++end;
  std::string_view path = text.substr(at, end - at);
  while (path.size() > root && (path.back() == '.' || path.back() == '/')) path.remove_suffix(1);
  return path;
}

void add(std::vector<NamedPath>& found, NamedPath path) {
  const auto same = [&](const NamedPath& one) {
    return one.as == path.as && one.path == path.path;
  };
  if (std::none_of(found.begin(), found.end(), same)) found.push_back(std::move(path));
}

// What "#! /bin/sh -e" has run: '/bin/sh'.
std::string_view script_runner(std::string_view text) {
  if (!text.starts_with("#!")) return {};
  const std::string_view line = trim(text.substr(2, text.find('\n') - 2));
  return line.substr(0, line.find_first_of(" \t\r"));
}

}  // namespace

// The parts of a text as they come, of which only whole lines are looked at.
class TextScan {
 public:
  explicit TextScan(const std::vector<std::string>& roots) : roots_(roots) {}

  void take(std::string_view bytes) {
    open_ += bytes;
    constexpr std::size_t longest_line = std::size_t{1} << 20;
    const std::size_t end = open_.rfind('\n');
    if (end == std::string::npos && open_.size() < longest_line) return;
    look(end == std::string::npos ? open_.size() : end + 1);
  }
  std::vector<NamedPath> finish() {
    look(open_.size());
    return std::move(found_);
  }

 private:
  void look(std::size_t size) {
    for (NamedPath& path : paths_in_text(std::string_view(open_).substr(0, size), roots_)) {
      if (path.as == NamedAs::script && line_ != 0) continue;
      path.line += line_;
      add(found_, std::move(path));
    }
    line_ += static_cast<std::size_t>(
        std::count(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
    open_.erase(0, size);
  }

  const std::vector<std::string>& roots_;
  std::string open_{};
  std::size_t line_ = 0;  // lines before `open_`
  std::vector<NamedPath> found_{};
};

namespace {

std::vector<NamedPath> paths_of(const ElfPaths& elf) {
  std::vector<NamedPath> found;
  if (!elf.interpreter.empty())
    found.push_back({.as = NamedAs::interpreter, .path = elf.interpreter});
  for (const std::string& folder : elf.runpath)
    add(found, {.as = NamedAs::runpath, .path = folder});
  return found;
}

}  // namespace

std::vector<NamedPath> paths_in_text(std::string_view text, const std::vector<std::string>& roots) {
  std::vector<NamedPath> found;
  if (const std::string_view runner = script_runner(text); runner.starts_with('/'))
    found.push_back({.as = NamedAs::script, .line = 1, .path = std::string(runner)});
  for (const std::string& root : roots)
    for (std::size_t at = text.find(root); at != std::string_view::npos;
         at = text.find(root, at + 1)) {
      const std::size_t end = at + root.size();
      if (!may_begin(text, at) || (end < text.size() && is_in_name(text[end]))) continue;
      add(found, {.as = is_setting(text.substr(0, at)) ? NamedAs::setting : NamedAs::text,
                  .line = line_of(text, at),
                  .path = std::string(path_at(text, at, root.size()))});
    }
  return found;
}

struct NamedPathsReader::State {
  const Entry& file;
  TextScan scan;
  enum class Kind { unknown, text, elf, other } kind = Kind::unknown;
  std::vector<NamedPath> found{};

  void begin(std::string_view bytes);
};

// An ELF file is looked into at once where these are all its bytes.
void NamedPathsReader::State::begin(std::string_view bytes) {
  constexpr std::size_t first_bytes = 65536;
  constexpr std::string_view elf_magic =
      "\x7f"
      "ELF";
  if (!file.source.empty() && bytes.starts_with(elf_magic)) {
    kind = Kind::elf;
    const std::optional<ElfPaths> elf =
        bytes.size() == file.size ? elf_paths_in(bytes) : elf_paths(file.source);
    if (elf) found = paths_of(*elf);
  } else {
    const bool text =
        file.source.empty() || bytes.substr(0, first_bytes).find('\0') == std::string_view::npos;
    kind = text ? Kind::text : Kind::other;
  }
}

NamedPathsReader::NamedPathsReader(const Entry& file, const std::vector<std::string>& roots)
    : state_(std::make_unique<State>(State{.file = file, .scan = TextScan(roots)})) {}

NamedPathsReader::~NamedPathsReader() = default;

bool NamedPathsReader::take(std::string_view bytes) {
  if (state_->kind == State::Kind::unknown) state_->begin(bytes);
  if (state_->kind != State::Kind::text) return false;
  state_->scan.take(bytes);
  return true;
}

std::vector<NamedPath> NamedPathsReader::finish() {
  return state_->kind == State::Kind::text ? state_->scan.finish() : std::move(state_->found);
}

std::vector<NamedPath> named_paths(const Entry& file, const std::vector<std::string>& roots) {
  constexpr std::uint64_t first_bytes = 65536;
  NamedPathsReader reader(file, roots);
  if (file.source.empty()) {
    reader.take(file.content);
    return reader.finish();
  }
  const std::uint64_t begun = std::min(file.size, first_bytes);
  if (reader.take(read_file(file.source, {.begin = 0, .end = begun})) && begun != file.size) {
    std::uint64_t known = begun;
    read_file(file.source, [&](std::string_view bytes) {
      const std::size_t skipped = std::min<std::uint64_t>(known, bytes.size());
      known -= skipped;
      reader.take(bytes.substr(skipped));
    });
  }
  return reader.finish();
}

}  // namespace shipit
