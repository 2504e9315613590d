// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/minify_cache.hpp>
#include <assets/packed.hpp>
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>

namespace shipit {
namespace {

constexpr std::string_view purpose = "shipit minified file 1";

// The raw SHA-256 of a program; empty when it is none that the kernel runs by itself.
std::string digest_of_program(const Path& program, KeptIndex& index) {
  try {
    const Path real = std::filesystem::canonical(program);
    constexpr std::string_view elf =
        "\x7f"
        "ELF";
    if (std::filesystem::file_size(real) < elf.size() || read_file(real, {0, elf.size()}) != elf)
      return {};
    return index.facts(real.native(), Language::none).print.sha256;
  } catch (const std::filesystem::filesystem_error&) {
    return {};  // who starts it tells
  }
}

// Names of what has none come from the file's, or from its folder's.
std::string name_of(const Path& file) {
  const std::string name = file.filename().string();
  return name.starts_with("index.") ? file.parent_path().filename().string() + "/" + name : name;
}

struct Minified {
  std::string code;
  std::string map;         // without the name of its source; empty: none
  std::uint64_t size = 0;  // of the code that came from the file
};

std::string packed(const Minified& minified) {
  Packer packer;
  packer.text(minified.code);
  packer.text(minified.map);
  packer.number(minified.size);
  return packer.sealed();
}

std::optional<Minified> minified_from(std::string_view bytes) {
  Unpacker unpacker(bytes);
  Minified minified{unpacker.text(), unpacker.text(), unpacker.number()};
  if (!unpacker.at_end()) return std::nullopt;
  return minified;
}

// As esbuild names the source of a map that lies at `map`.
std::string named_map(const std::string& text, const Path& map, const Path& source) {
  const Path name = source.lexically_relative(map.parent_path());
  return with_sources(text, "the cache", [&](const std::string&) { return name.string(); });
}

// Nothing when it has other sources than that one.
std::optional<std::string> nameless_map(const Path& map, const Path& source) {
  Json json = read_json(map);
  if (member_or<Json>(json, "sources", Json::array(), map.native()).size() != 1)
    return std::nullopt;
  bool is_own = true;
  json = with_sources(std::move(json), [&](const std::string& name) {
    is_own = (map.parent_path() / name).lexically_normal() == source;
    return std::string();
  });
  if (!is_own) return std::nullopt;
  return map_text(json);
}

}  // namespace

MinifyCache::MinifyCache(const Sources& sources, ValueStore* store)
    : sources_(sources), store_(store) {}

// The program is big, and most builds have nothing for it.
bool MinifyCache::is_on() {
  if (store_ != nullptr && program_.empty()) {
    program_ = digest_of_program(sources_.options.esbuild, sources_.index);
    if (program_.empty()) store_ = nullptr;
  }
  return store_ != nullptr;
}

std::optional<std::string> MinifyCache::key_of(const Subject& subject, ConfigAround& around) const {
  Packer packer;
  packer.text(purpose);
  packer.text(program_);
  for (const std::string& word : words_of(subject.job)) packer.text(word);
  packer.text(subject.content);
  packer.text(extension_of(subject.file.path));
  packer.text(name_of(subject.file.file));
  if (subject.job.source_maps != SourceMaps::off) packer.text(subject.file.path);
  const Path named = subject.job.root / subject.file.path;
  for (const Path& folder : {named.parent_path(), Path(subject.file.file).parent_path()}) {
    const std::optional<std::string>& digest = around.digest(folder);
    if (!digest) return std::nullopt;
    packer.text(*digest);
  }
  return hash(HashKind::sha256, packer.sealed());
}

bool MinifyCache::take(const EsbuildJob& job, const SourceFile& file, Bundling& bundling) {
  if (!is_on()) return false;
  const std::string content = sources_.index.facts(file.file, language_of(file.path)).print.sha256;
  const std::optional<std::string> key = key_of({job, file, content}, around_);
  if (!key) return false;
  const std::optional<std::string> value = store_->get(*key);
  const std::optional<Minified> minified = value ? minified_from(*value) : std::nullopt;
  const bool has_map = job.source_maps != SourceMaps::off;
  if (!minified || minified->map.empty() == has_map) return false;

  Bundle code{Bundle::Kind::loose, file.path, written_name(file.path), file.path, {file.file}};
  code.folder = job.folder.filename().string() + "/";
  code.sizes = {minified->size};
  write_file(job.folder / code.written, minified->code);
  if (has_map) {
    Bundle map = code;
    map.kind = Bundle::Kind::map;
    map.path += map_suffix;
    map.written += map_suffix;
    map.inputs.clear();
    map.sizes.clear();
    const Path place = job.folder / map.written;
    write_file(place, named_map(minified->map, place, file.file));
    bundling.bundles.push_back(std::move(map));
  }
  bundling.bundles.push_back(std::move(code));
  return true;
}

void MinifyCache::keep(const EsbuildJob& job, const Bundling& made) {
  if (!is_on()) return;
  ConfigAround now;
  for (const Bundle& bundle : made.bundles)
    if (bundle.kind == Bundle::Kind::loose) keep_one(job, bundle, now);
}

void MinifyCache::keep_one(const EsbuildJob& job, const Bundle& code, ConfigAround& around) {
  const std::vector<SourceFile>& files = sources_.tree.files;
  const auto file = std::lower_bound(
      files.begin(), files.end(), code.entry,
      [](const SourceFile& one, const std::string& path) { return one.path < path; });
  if (file == files.end() || code.inputs != std::vector<Path>{file->file} ||
      code.sizes.size() != 1 || !code.imports.empty() || !code.later.empty() ||
      !code.styles.empty())
    return;
  // esbuild read what was there before and is still.
  const std::string content = read_file(file->file);
  const std::string digest = hash(HashKind::sha256, content);
  if (digest != sources_.index.facts(file->file, language_of(file->path)).print.sha256) return;
  const std::optional<std::string> key = key_of({job, *file, digest}, around);
  if (!key) return;
  Minified minified{read_file(job.folder / code.written), {}, code.sizes.front()};
  if (job.source_maps != SourceMaps::off) {
    // The map of what it was made of has a say in its own.
    if (content.find("sourceMappingURL") != std::string::npos) return;
    std::optional<std::string> map =
        nameless_map(job.folder / (code.written + std::string(map_suffix)), file->file);
    if (!map) return;
    minified.map = *std::move(map);
  }
  store_->put(*key, packed(minified));
}

}  // namespace shipit
