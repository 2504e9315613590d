// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <iterator>

namespace shipit {
namespace {

std::size_t base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? 0 : slash + 1;
}

// A browser compares a service worker with the last one at its URL, so that must stay.
constexpr std::string_view fixed[] = {"favicon.ico",      "robots.txt",        "sw.js",
                                      "serviceworker.js", "service-worker.js", "service_worker.js"};

constexpr MediaType known_types[] = {
    {".avif", "image/avif"},       {".css", "text/css"},
    {".csv", "text/csv"},          {".eot", "application/vnd.ms-fontobject"},
    {".gif", "image/gif"},         {".htm", "text/html"},
    {".html", "text/html"},        {".ico", "image/x-icon"},
    {".jpeg", "image/jpeg"},       {".jpg", "image/jpeg"},
    {".js", "text/javascript"},    {".json", "application/json"},
    {".map", "application/json"},  {".md", "text/markdown"},
    {".mjs", "text/javascript"},   {".mp3", "audio/mpeg"},
    {".mp4", "video/mp4"},         {".ogg", "audio/ogg"},
    {".otf", "font/otf"},          {".pdf", "application/pdf"},
    {".png", "image/png"},         {".svg", "image/svg+xml"},
    {".ttf", "font/ttf"},          {".txt", "text/plain"},
    {".wasm", "application/wasm"}, {".wav", "audio/wav"},
    {".webm", "video/webm"},       {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},       {".woff", "font/woff"},
    {".woff2", "font/woff2"},      {".xml", "application/xml"},
    {".zip", "application/zip"},
};

}  // namespace

Naming naming_of(std::string_view path) {
  const std::string_view name = path.substr(base_name(path));
  const std::string extension = extension_of(path);
  const bool plain = extension == ".html" || extension == ".htm" ||
                     path.starts_with(".well-known/") ||
                     std::find(std::begin(fixed), std::end(fixed), name) != std::end(fixed);
  return plain ? Naming::plain : Naming::digested;
}

bool is_source_map(std::string_view path) {
  for (const std::string_view ending : {".js.map", ".mjs.map", ".css.map"})
    if (path.ends_with(ending)) return true;
  return false;
}

std::size_t digest_position(std::string_view path) {
  const std::size_t base = base_name(path);
  std::string_view stem = path;
  if (stem.ends_with(legal_suffix)) stem.remove_suffix(legal_suffix.size());
  if (is_source_map(stem)) stem.remove_suffix(map_suffix.size());
  const std::size_t dot = stem.rfind('.');
  return dot == std::string_view::npos || dot <= base ? stem.size() : dot;
}

std::string extension_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot <= base_name(path)) return {};
  return to_lower(path.substr(dot));
}

std::span<const MediaType> media_types() { return known_types; }

std::string_view media_type_of(std::string_view path) {
  const std::string extension = extension_of(path);
  const auto found = std::find_if(std::begin(known_types), std::end(known_types),
                                  [&](const MediaType& one) { return one.extension == extension; });
  return found == std::end(known_types) ? "application/octet-stream" : found->type;
}

std::string url_path(std::string_view path) {
  constexpr std::string_view kept = "-._~/@+,=:!$&;";
  constexpr char hex[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : path) {
    if (is_alnum(c) || kept.find(c) != std::string_view::npos) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += hex[byte >> 4];
    result += hex[byte & 15];
  }
  return result;
}

std::string integrity_of(const Fingerprint& fingerprint) {
  return "sha384-" + to_base64(fingerprint.sha384);
}

std::string variant_file(const Asset& asset, Codec codec) {
  return asset.file + "." + std::string(extension_of(codec));
}

Fingerprint fingerprint_of(std::string_view bytes) {
  return {bytes.size(), hash(HashKind::sha256, bytes), hash(HashKind::sha384, bytes)};
}

Fingerprint fingerprint_of_file(const Path& path) {
  Fingerprint print;
  Hash sha256(HashKind::sha256);
  Hash sha384(HashKind::sha384);
  read_file(path, [&](std::string_view bytes) {
    print.size += bytes.size();
    sha256.add(bytes);
    sha384.add(bytes);
  });
  print.sha256 = sha256.finish();
  print.sha384 = sha384.finish();
  return print;
}

Error changed(const std::string& origin) {
  return Error(origin + " changed while it was being published").help("build again");
}

}  // namespace shipit
