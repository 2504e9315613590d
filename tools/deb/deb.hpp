// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/pass.hpp>
#include <bundle/tree.hpp>
#include <cstdint>
#include <deb/compression.hpp>
#include <deb/control.hpp>
#include <deb/documents.hpp>
#include <deb/own_scripts.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace shipit {

struct DebRequest {
  const StagedTree& tree;  // as staged; the package's layout is made from it
  ControlFields fields;    // without installed_kib, which is counted here
  Scripts scripts{};       // merged_scripts(…)
  std::map<std::string, std::string> control_extra{};  // 'triggers', 'templates', …: their texts
  std::vector<std::string> conffiles{};                // paths on the host, beside all below /etc
  Licence licence{};                                   // for the copyright file
  std::vector<std::string> changes{};  // for the changelog's first entry, one line each
  std::vector<ChangelogEntry> past{};  // for the others, newest first
  std::int64_t epoch = 0;              // of the commit, in seconds since 1970: every file's time
  Compression compression = Compression::xz;
  Path output;                        // '…_amd64.deb'
  std::string documents_of{};         // another package: no documents, but a symlink to that one's
  std::optional<std::string> part{};  // only what is of this package of the tree; else all of it
  std::set<std::string> packages{};   // the others of the release, whose documents are in the tree
  ValueStore* cache = nullptr;        // keeps compressed documents, if there is one
};

struct WrittenDeb {
  Path path;
  std::uint64_t size = 0;
  std::string sha256{};  // in hexadecimal
};

// A binary package (deb(5)) on its way, whole or not at all: debian-binary, control.tar.*,
// data.tar.*. The same tree and fields give the same bytes.
class Deb {
 public:
  // An Error for fields that check_fields() refuses, or a tree over the 9,999,999,999 bytes that
  // the format can state.
  explicit Deb(DebRequest request);

  // What a Pass over the request's tree is to fill.
  const Output& output() const { return output_; }
  // A digest of the whole package, from Pass::key(output()).
  std::string key(const std::string& pass_key) const;

  // Before the pass, and after it.
  void begin();
  WrittenDeb finish();

 private:
  std::string control() const;

  DebRequest request_;
  StagedTree root_;
  Entry top_;
  Output output_;
  std::optional<TemporaryFolder> folder_{};
  std::optional<AtomicFile> data_{};
  FrameStream stream_{};
};

}  // namespace shipit
