// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/digest.hpp>
#include <assets/published.hpp>
#include <assets/retained.hpp>
#include <base/error.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

constexpr std::size_t sha256_digits = 64;

constexpr std::string_view suffixes[] = {".br", ".gz", ".zst"};

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0; });
}

bool is_base32(char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); }

bool is_safe(std::string_view path) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (path.empty() || std::any_of(path.begin(), path.end(), control)) return false;
  const std::vector<std::string> names = split(path, '/');
  return std::none_of(names.begin(), names.end(), [](const std::string& name) {
    return name.empty() || name == "." || name == "..";
  });
}

// A path with its digest: 'img/logo-<digits>.svg'.
bool has_digest(std::string_view file) {
  const std::size_t end = digest_position(file);
  if (end < digest_length + 1) return false;
  const std::string_view digest = file.substr(end - digest_length - 1, digest_length + 1);
  return digest[0] == '-' && std::all_of(digest.begin() + 1, digest.end(), is_base32);
}

std::string without_digest(std::string_view file) {
  std::string path(file);
  return path.erase(digest_position(file) - digest_length - 1, digest_length + 1);
}

[[noreturn]] void fail_tampered(std::string_view origin, const std::string& what) {
  throw Error(quote(origin) + " is not to be trusted: " + what);
}

void check_file(const std::string& file, std::string_view origin) {
  if (!is_safe(file))
    fail_tampered(origin, quote(file) + " is not a path inside the folder of the manifest");
  if (!has_digest(file)) fail_tampered(origin, quote(file) + " has no digest in its name");
}

void check_digest(const RetainedFile& file, std::string_view origin) {
  if (file.sha256.size() != sha256_digits || !is_hex(file.sha256))
    fail_tampered(origin, quote(file.sha256) + " is not a SHA-256");
}

RetainedFile read_file_entry(const Json& entry, std::string_view origin) {
  RetainedFile file{.size = member<std::uint64_t>(entry, "size", origin),
                    .sha256 = member<std::string>(entry, "sha256", origin),
                    .variants = encodings_in(entry, origin)};
  check_digest(file, origin);
  return file;
}

}  // namespace

RetainedFiles retained_files(const Json& manifest, std::string_view origin) {
  RetainedFiles files;
  for (const auto& [path, asset] : read_manifest(manifest, origin).assets) {
    if (asset.file == path) continue;  // it has no digest, and belongs to its own release
    check_file(asset.file, origin);
    if (without_digest(asset.file) != path)
      fail_tampered(origin, quote(asset.file) + " is not a name for " + quote(path));
    check_digest(files[asset.file] = {asset.size, asset.sha256, asset.encodings}, origin);
  }
  if (files.empty())
    throw Error(quote(origin) + " names no file that has a digest, so there is nothing to retain")
        .help("build the release with digests");
  return files;
}

std::vector<RetainedRelease> read_journal(const Json& journal, std::string_view origin) {
  check_schema(journal, origin);
  std::vector<RetainedRelease> kept;
  for (const Json& one : member<Json>(journal, "kept", origin)) {
    RetainedRelease release{.from = member<std::string>(one, "from", origin), .files = {}};
    const Json files = member<Json>(one, "files", origin);
    for (const auto& [file, entry] : files.items()) {
      check_file(file, origin);
      release.files[file] = read_file_entry(entry, origin);
    }
    kept.push_back(std::move(release));
  }
  return kept;
}

Json journal_of(const std::vector<RetainedRelease>& kept) {
  Json list = Json::array();
  for (const RetainedRelease& release : kept) {
    Json files = Json::object();
    for (const auto& [name, file] : release.files) {
      files[name] = {{"size", file.size}, {"sha256", file.sha256}};
      Json variants = Json::object();
      for (const auto& [suffix, size] : file.variants) variants[suffix.substr(1)] = size;
      if (!variants.empty()) files[name]["encodings"] = std::move(variants);
    }
    list.push_back({{"from", release.from}, {"files", std::move(files)}});
  }
  return {{"schema", 1}, {"kept", std::move(list)}};
}

std::vector<RetainedRelease> with_current(std::vector<RetainedRelease> kept,
                                          RetainedRelease current) {
  std::erase_if(kept, [&](const RetainedRelease& other) { return other.files == current.files; });
  kept.insert(kept.begin(), std::move(current));
  return kept;
}

RetainedFiles united(const std::vector<RetainedRelease>& kept) {
  RetainedFiles all;
  for (const RetainedRelease& release : kept)
    for (const auto& [name, file] : release.files) {
      RetainedFile& known = all.emplace(name, file).first->second;
      if (known.sha256 != file.sha256 || known.size != file.size)
        throw Error("two releases want other bytes by the name " + quote(name))
            .note("one is " + quote(release.from))
            .help("build one of them again; nothing was changed");
      known.variants.insert(file.variants.begin(), file.variants.end());
    }
  return all;
}

std::string without_suffix(std::string_view path) {
  for (const std::string_view suffix : suffixes)
    if (path.ends_with(suffix)) return std::string(path.substr(0, path.size() - suffix.size()));
  return std::string(path);
}

bool has_digested_name(std::string_view path) {
  return has_digest(path) || has_digest(without_suffix(path));
}

}  // namespace shipit
