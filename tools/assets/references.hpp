// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// must: the page or sheet is broken when the target is missing. classic: as well when it is a
// module, for a <script> without type=module has it. may: a link, which may as well lead to a page
// that the service makes. map: a source map; the comment that names it goes when it is missing.
enum class Need { must, classic, may, map };

// How characters are written where a URL stands. markup: '&' is "&amp;".
enum class Spelling { plain, markup };

// Where a tag says the integrity of what it loads (W3C Subresource Integrity): the value of the
// attribute, or if it has none, no bytes, where the attribute may go.
struct Seal {
  std::size_t begin;
  std::size_t end;
};

// A URL that stands in a file, decoded from the file's syntax, and where each byte of it stands.
struct Reference {
  std::string value;
  std::vector<std::size_t> at;  // of value[i], the offset in the file; and one more: of its end
  Need need = Need::must;
  Spelling spelling = Spelling::plain;
  std::size_t begin = 0;  // map: the comment that names it
  std::size_t end = 0;
  std::optional<Seal> seal{};  // of a script or sheet that a page loads
};

// The part [begin, end) of `whole`.
Reference part_of(const Reference& whole, std::size_t begin, std::size_t end);

// The source map that the comment [begin, end) of a script or sheet names (ECMA-426, "Extraction
// methods"); nothing when it names none.
std::optional<Reference> source_map_reference(std::string_view text, std::size_t begin,
                                              std::size_t end);

// `text` holds a block of Jinja, Mustache, ERB or PHP, so that only a program knows what it says.
bool has_template(std::string_view text);

// Where the references of a file lead from.
struct Origin {
  std::string folder;       // logical path of the file's folder, empty or with '/' at its end
  std::string public_path;  // where the root is served: begins and ends with '/'
};

// foreign: not ours to judge (another host or scheme, data:, #only, beside the public path).
// inside: below the root. outside: its '..' lead out of the root.
enum class Place { foreign, inside, outside };

struct Target {
  Place place = Place::foreign;
  std::string path;           // percent-decoded and without '.' and '..', from the root
  std::size_t digest_at = 0;  // in the reference's value: where '-' and a digest go
  std::size_t begin = 0;      // in the value: the path without blanks, query and fragment
  std::size_t end = 0;
};

// Where a reference leads (RFC 3986, section 5.2).
Target resolve(std::string_view value, const Origin& origin);

// What makes a reference ask for a version, "?v=<version>" or a part of that, and where it goes
// after the path.
struct VersionQuery {
  std::size_t offset;
  std::string text;
};

// `rest` is what follows the path in the reference: its query stays.
VersionQuery version_query(std::string_view rest, Spelling spelling, const std::string& version);

// The folder of a logical path, as Origin wants it.
std::string folder_of(std::string_view path);

}  // namespace shipit
