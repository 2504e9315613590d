// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <bundle/archive_reader.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <release/release.hpp>
#include <string>
#include <vector>

namespace shipit {

// One thing that a release brings, by the path that deploy.json would give it: without the
// archive's top folder, without the .deb's usr/.
struct InspectedEntry {
  std::string path;
  MemberKind kind = MemberKind::file;
  mode_t mode = 0;
  std::uint64_t size = 0;
  std::string sha256{};  // of a file, hexadecimal
  std::string target{};  // of a link
  bool conffile = false;

  bool operator==(const InspectedEntry&) const = default;
};

// A package of a release, or its bill of materials, as it lies beside deploy.json.
struct InspectedPackage {
  std::string name;
  bool is_there = false;
  std::size_t files = 0;
  std::uint64_t bytes = 0;                  // of the files, unpacked
  std::optional<std::size_t> components{};  // of a bill of materials
};

// What a bill of materials says of itself; any but the first may be empty.
struct InspectedBom {
  std::string format;   // "CycloneDX 1.6"
  std::string time;     // as it is written there
  std::string purl;     // of what it is about
  std::string licence;  // of that
};

// What can be told of a release, a package or a deploy.json by looking at it.
struct Inspected {
  std::string origin;  // the file
  std::string kind;    // "release", "archive", "deb", "bill of materials"
  std::string name{};
  std::string version{};                        // empty: an archive by itself doesn't say
  std::uint64_t packed = 0;                     // bytes of the file; 0 for a release
  std::optional<Release> release{};             // by deploy.json
  std::vector<InspectedPackage> packages{};     // of a release's folder
  std::map<std::string, std::string> fields{};  // a .deb's control file
  std::vector<std::string> control_files{};     // a .deb's others: 'postinst'
  std::optional<InspectedBom> bom{};
  std::vector<std::string> depends{};               // of a bill of materials: what it lists; sorted
  bool knows_contents = false;                      // a deploy.json without its tree.json doesn't
  std::map<std::string, InspectedEntry> entries{};  // by path
};

// Looks at the folder of a release with the packages in it, a deploy.json, a bill of materials, a
// .deb or an archive, by what it is and not by its name. Streams; nothing is unpacked. An Error for
// anything else, for what is damaged or ends early, and for members that would not stay in the
// folder they are unpacked in.
Inspected inspect(const Path& path);

}  // namespace shipit
