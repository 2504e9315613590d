// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/stamp.hpp>
#include <cli/package_libraries.hpp>
#include <cstdlib>

namespace shipit {
namespace {

// What the answer depends on beside the tree: installed packages, where the loader looks, what the
// admin says of libraries (dpkg-shlibdeps(1)), and which program is asked.
std::string system_state() {
  constexpr std::array<const char*, 5> files{
      "/var/lib/dpkg/status", "/etc/ld.so.cache", "/etc/dpkg/shlibs.default",
      "/etc/dpkg/shlibs.override", "/usr/bin/dpkg-shlibdeps"};
  std::string text;
  for (const char* file : files) {
    const Stamp stamp = stamp_of(file).value_or(Stamp{});
    text += std::to_string(stamp.size) + " " + std::to_string(stamp.mtime) + " " +
            std::to_string(stamp.ctime) + " " + std::to_string(stamp.inode) + "\n";
  }
  for (const char* name : {"PATH", "DPKG_ADMINDIR", "DPKG_ROOT"}) {
    const char* value = std::getenv(name);
    text += std::string(value == nullptr ? "" : value) + "\n";
  }
  return text;
}

std::optional<std::string> key_of(const LibraryUse& use) {
  const std::optional<std::string> digest = digest_of(use);
  return digest ? std::optional(sha256_hex(*digest + "\n" + system_state())) : std::nullopt;
}

std::map<std::string, std::vector<std::string>> read_known(const Path& record) {
  if (!stamp_of(record)) return {};
  try {
    return read_json(record).get<std::map<std::string, std::vector<std::string>>>();
  } catch (const Error&) {
    return {};
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace

LibraryRelations::LibraryRelations(Path record)
    : record_(std::move(record)), known_(read_known(record_)) {}

std::vector<std::string> LibraryRelations::of(const LibraryUse& use) {
  const std::optional<std::string> key = key_of(use);
  const auto found = key ? known_.find(*key) : known_.end();
  std::vector<std::string> relations =
      found != known_.end() ? found->second : shared_library_relations(use);
  const std::scoped_lock lock(guard_);
  asked_ = asked_ || found == known_.end();
  answers_.push_back({use, relations});
  return relations;
}

void LibraryRelations::remember() const {
  if (!asked_) return;
  Json record = Json::object();
  for (const Answer& answer : answers_)
    if (const std::optional<std::string> key = key_of(answer.use)) record[*key] = answer.relations;
  write_file(record_, to_text(record));
}

}  // namespace shipit
