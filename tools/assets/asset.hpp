// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/encoding.hpp>
#include <base/error.hpp>
#include <base/files.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

struct Bundle;

// A place in an asset's content that depends on the final name of another asset.
struct Splice {
  // digest: '-' and the target's digest go there, nothing when the target keeps its name.
  // url: the target's whole URL goes there.
  // integrity: that of the target's final bytes goes there.
  // text: that goes there, whatever the target.
  enum class Form { digest, url, integrity, text };

  std::size_t begin;  // the bytes of the content that make way; may be none
  std::size_t end;
  std::size_t target;  // the other asset, by its number in the list of assets
  Form form;
  std::string text{};
};

// What the bytes that are published say about themselves.
struct Fingerprint {
  std::uint64_t size = 0;
  std::string sha256;  // raw
  std::string sha384;  // raw
};

// A compressed form of a published file, beside it by the name '<file>.gz', '.br' or '.zst'.
struct Variant {
  Codec codec;
  std::uint64_t size = 0;
  std::string sha256;  // raw
};

// What a program that hands a bundle out is to know of it; assets by their number in the list.
struct BundleRelations {
  // entry: an entry point. part: a chunk, or the styles that an entry imports. none: no bundle, or
  // one that goes by a name that was asked for.
  enum class Role { none, part, entry };

  Role role = Role::none;
  std::string source;                // logical path of the entry that it was made of
  std::vector<std::size_t> imports;  // that it imports itself, in its order
  std::vector<std::size_t> later;    // that it may import() itself
  std::vector<std::size_t> styles;   // the sheets of all that it loads at once
  std::vector<std::size_t> preload;  // the scripts of all that, and the fonts of the sheets
  std::vector<std::size_t> dynamic;  // what all that may import()
};

// query: as plain, but what refers to it says "?v=<version>".
enum class Naming { digested, plain, query };

// kept_back: it is made for those who mend the service, not for browsers.
enum class Audience { browsers, kept_back };

// One published file, from its logical path to its final name and bytes.
struct Asset {
  std::string path;    // logical path: what people write
  std::string origin;  // where it came from, for messages
  Naming naming = Naming::digested;
  Audience audience = Audience::browsers;
  // The file to publish as it is, by the path that lives where it was found; nullptr when `content`
  // holds the bytes.
  const std::string* source = nullptr;
  const Bundle* bundle = nullptr;  // of what esbuild made
  std::string content;  // the bytes before, and after naming with, the names of others in it
  std::vector<Splice> splices;               // sorted, apart from one another
  std::vector<std::size_t> references;       // every asset it refers to, sorted, each once
  std::string map;                           // logical path of its source map; empty without one
  std::size_t code_end = std::string::npos;  // only the comment that names the map is behind it
  BundleRelations relations;                 // of bundles

  // Known from the start for a file published as it is; else set by name_assets() if not before.
  Fingerprint fingerprint;
  // Set by name_assets().
  std::string digest;  // 12 digits of lower-case base32
  std::string file;    // the path it is served by

  std::vector<Variant> variants;  // set by precompress(), sorted by the names of their codecs
};

// The path of an asset's compressed form.
std::string variant_file(const Asset& asset, Codec codec);

// What a path is named by where the user says nothing: plain for what browsers, crawlers and
// servers ask for by itself, which is *.html, *.htm, favicon.ico, robots.txt, service workers
// (sw.js, service-worker.js and the like), and everything in the root's .well-known.
Naming naming_of(std::string_view path);

// What esbuild puts behind a bundle's name for its licences, and for its source map.
inline constexpr std::string_view legal_suffix = ".LEGAL.txt";
inline constexpr std::string_view map_suffix = ".map";

// Whether a path is that of the source map of a script or sheet.
bool is_source_map(std::string_view path);

// Where '-' and the digest go into a logical path: before its extension, or at its end. A source
// map has two: 'app.js.map' becomes 'app-<digest>.js.map'.
std::size_t digest_position(std::string_view path);

// The lower-case extension of a path with its dot; empty when it has none.
std::string extension_of(std::string_view path);

struct MediaType {
  std::string_view extension;  // with its dot
  std::string_view type;
};

// All that media_type_of() knows.
std::span<const MediaType> media_types();

// The Content-Type that a server gives a file of this name.
std::string_view media_type_of(std::string_view path);

// `path` as the path of a URL (RFC 3986): safe unquoted in CSS and inside any JS string.
std::string url_path(std::string_view path);

// As W3C's Subresource Integrity writes it.
std::string integrity_of(const Fingerprint& fingerprint);

Fingerprint fingerprint_of(std::string_view bytes);
Fingerprint fingerprint_of_file(const Path& path);

// That somebody else changed a source while it was being published; `origin` as assets have it.
Error changed(const std::string& origin);

}  // namespace shipit
